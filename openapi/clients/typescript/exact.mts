/** Statements about types, which the compiler holds: what is not true does not compile. */

/** True, if two types are one. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Takes only what is true. */
export type Holds<T extends true> = T;

/** The keys of an object that it names, without those that any name stands for. */
type Named<T> = keyof { [K in keyof T as string extends K ? never : number extends K ? never : K]: true };

/** The keys of an object whose type says nothing. */
type Untyped<T> = T extends object ? { [K in Named<T> & keyof T]: unknown extends T[K] ? K : never }[Named<T> & keyof T] : never;

/** The keys of all objects in a document whose types say nothing. */
export type UntypedKeys<Schemas> = { [N in keyof Schemas]-?: Untyped<Schemas[N]> }[keyof Schemas];

type Query<Operation> = Operation extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;

/** The parameters in the queries of all calls whose types say nothing. */
export type UntypedParameters<Operations> = { [N in keyof Operations]: Untyped<Query<Operations[N]>> }[keyof Operations];
