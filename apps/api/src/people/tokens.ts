/** `TimeZones` of @kontor/domain: which clock somebody lives by. */
export const TIME_ZONES = Symbol('TimeZones');
