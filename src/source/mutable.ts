/**
 * A record while it is put together: what is always there in one literal, what may be absent after it.
 * The records that are made by the thousand are written so, since a spread costs as much as the rest.
 */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
