import type { Declared } from './attributes.ts'
import { type AnyType, type Place, type Reader, Type } from './type.ts'
import type { Writer } from './writer.ts'

type Cases = Readonly<Record<string, AnyType>>
type Out<D> = D extends { readonly _out: infer O } ? O : never
type In<D> = D extends { readonly _in: infer I } ? I : never

type KeysOf<U> = U extends unknown ? keyof U : never
/** A union of objects of which each has the others' keys as absent ones, so that all can be asked for without narrowing first. */
type Exclusive<U, All = Exclude<U, Uint8Array>> = U extends
  | Uint8Array
  | string
  | number
  | bigint
  | boolean
  | readonly unknown[]
  ? U
  : U extends object
    ? U & { [K in Exclude<KeysOf<All>, keyof U>]?: undefined }
    : U

/** A value whose type a sibling decides: see {@link select}. */
export class Select<S extends string, C extends Cases, D extends AnyType> extends Type<
  Exclusive<Out<C[keyof C]> | Out<D>>,
  In<C[keyof C]> | In<D>
> {
  readonly sibling: S
  readonly cases: C
  readonly fallback: D

  constructor(sibling: S, cases: C, fallback: D) {
    super()
    this.sibling = sibling
    this.cases = cases
    this.fallback = fallback
  }

  override chosen(lookup: (key: string) => unknown): AnyType {
    const value = lookup(this.sibling)
    const named = typeof value === 'string' && Object.hasOwn(this.cases, value) ? this.cases[value] : undefined
    return (named ?? this.fallback).chosen(lookup)
  }

  override compile(place: Place): Reader<Exclusive<Out<C[keyof C]> | Out<D>>> {
    return this.chosen((key) => place.scope.lookup(key)).compile(place) as Reader<Exclusive<Out<C[keyof C]> | Out<D>>>
  }

  override write(writer: Writer, value: In<C[keyof C]> | In<D>): void {
    this.chosen((key) => writer.lookup(key)).write(writer, value)
  }
}

/**
 * A value whose type is chosen by the text or name under `sibling`, in the same set, or in what that lies in: a link's `data` by its `kind`.
 * `fallback` is for all that no case names.
 */
export const select = <const S extends string, const C extends Cases, D extends AnyType>(
  sibling: S,
  cases: C,
  fallback: D,
): Select<S, C, D> => new Select(sibling, cases, fallback)

/**
 * A text that is none of the declared ones, as a type: it says "some text" in a form that narrowing on a declared one drops, which plain `string` would not.
 * To compare with a text that is not declared, widen it first: `(kind as string) === 'gre'`.
 */
export type Undeclared = `${string}*`

type SelectsBySibling<F extends Declared> = {
  [K in keyof F]: F[K][1] extends Select<infer S, infer _C, infer _D> ? (S extends keyof F ? K : never) : never
}[keyof F]
type Siblings<F extends Declared> = {
  [K in SelectsBySibling<F>]: F[K][1] extends Select<infer S, infer _C, infer _D> ? S : never
}[SelectsBySibling<F>]
type Plain<F extends Declared> = Exclude<keyof F, SelectsBySibling<F> | Siblings<F>>
type Intersection<U> = (U extends unknown ? (u: U) => void : never) extends (
  i: infer I extends { variants: unknown },
) => void
  ? I
  : never

type VariantsOut<F extends Declared, K extends keyof F> =
  F[K][1] extends Select<infer S, infer C, infer D>
    ?
        | { [N in keyof C]: { [P in S]: N } & { [P in K]?: Out<C[N]> } }[keyof C]
        | ({ [P in S]?: Undeclared } & { [P in K]?: Out<D> })
    : never
type VariantsIn<F extends Declared, K extends keyof F> =
  F[K][1] extends Select<infer S, infer C, infer D>
    ?
        | { [N in keyof C]: { [P in S]: N } & { [P in K]?: In<C[N]> | undefined } }[keyof C]
        | ({ [P in S]?: (string & {}) | undefined } & { [P in K]?: In<D> | undefined })
    : never

/** The keys of a set, all optional; where a sibling in the same set decides a value, a union that narrows on the sibling. */
export type SelectedOut<F extends Declared> = { -readonly [K in keyof Pick<F, Plain<F>>]?: Out<F[K][1]> } & ([
  SelectsBySibling<F>,
] extends [never]
  ? unknown
  : Intersection<{ [K in SelectsBySibling<F>]: { variants: VariantsOut<F, K> } }[SelectsBySibling<F>]>['variants'])
export type SelectedIn<F extends Declared> = { -readonly [K in keyof Pick<F, Plain<F>>]?: In<F[K][1]> | undefined } & ([
  SelectsBySibling<F>,
] extends [never]
  ? unknown
  : Intersection<{ [K in SelectsBySibling<F>]: { variants: VariantsIn<F, K> } }[SelectsBySibling<F>]>['variants'])
