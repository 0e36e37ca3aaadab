/** `FileStore` of @kontor/domain. */
export const FILE_STORE = Symbol('FileStore');
/** `ImageMaker` of @kontor/domain. */
export const IMAGE_MAKER = Symbol('ImageMaker');
