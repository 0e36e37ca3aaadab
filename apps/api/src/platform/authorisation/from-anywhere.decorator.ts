import { SetMetadata } from '@nestjs/common';

export const FROM_ANYWHERE = 'kontor:from-anywhere';

/**
 * A write that programs other than our pages make, such as the one-click link of a mail. Only for handlers that look at no
 * session: what allows the act is in the address itself.
 */
export const FromAnywhere = () => SetMetadata(FROM_ANYWHERE, true);
