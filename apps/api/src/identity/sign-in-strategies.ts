import { Inject, Injectable } from '@nestjs/common';
import type { SignIn } from '@kontor/contracts';
import { KontorError, PasswordSignIn, type Account } from '@kontor/domain';
import passport, { type Strategy } from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';

/** What a strategy may look at. Passport itself keeps nothing: sessions are ours. */
interface SignInRequest {
  body: SignIn;
  ip: string;
}

const isAccount = (user: unknown): user is Account =>
  typeof user === 'object' && user !== null && 'sessionEpoch' in user;
const isSignInRequest = (request: object): request is SignInRequest => 'ip' in request && 'body' in request;

/**
 * The ways to sign in, each a passport strategy. Own instance, not passport's global one: two applications in one
 * process (tests) would answer for each other. OIDC and passkeys register here by `use` later.
 */
@Injectable()
export class SignInStrategies {
  readonly #passport = new passport.Passport();

  constructor(@Inject(PasswordSignIn) signIn: PasswordSignIn) {
    const options = { usernameField: 'email', session: false, passReqToCallback: true } as const;
    this.use(
      'local',
      new LocalStrategy(options, (request, email, password, done) => {
        const address = isSignInRequest(request) ? request.ip : '';
        signIn.verify({ email, password }, address).then(
          (account) => done(null, account),
          (error: unknown) => done(error),
        );
      }),
    );
  }

  use(name: string, strategy: Strategy): void {
    this.#passport.use(name, strategy);
  }

  /** @throws KontorError wrong-credentials, too-many-attempts */
  authenticate(name: string, request: SignInRequest): Promise<Account> {
    return new Promise((resolve, reject) => {
      const done = (error: unknown, user: unknown): void => {
        if (isAccount(user)) resolve(user);
        else
          reject(error ?? new KontorError('wrong-credentials', 'The address or the password is not right.'));
      };
      // Passport writes on the request it is given: a copy, so that nothing of it reaches the handlers.
      this.#passport.authenticate(name, { session: false }, done)({ ...request }, {}, reject);
    });
  }
}
