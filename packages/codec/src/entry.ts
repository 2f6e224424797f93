import type { AttributeEntry } from './core.ts'
import { describe } from './describe.ts'
import { completed } from './record.ts'
import { type AnyType, absentOf, arrayOf, type Place, type Reader } from './type.ts'
import { formsOf, NLA_TYPE_MASK, WIRE, type WireForm } from './wire.ts'
import type { Writer } from './writer.ts'

/** How to read one attribute: its value, and what is unusual about its bytes. */
export interface Entry {
  readonly read: Reader<unknown>
  readonly form: Reader<WireForm | undefined> | undefined
}

/** Makes the readers of one attribute at `place`. `expected` is the type that we would give it, without flag bits. */
export function compileEntry(place: Place, declared: AnyType, found: number, expected: number): Entry {
  const read = declared.compile(place)
  const fixed: WireForm = {
    ...((found & NLA_TYPE_MASK) !== expected && { type: found & NLA_TYPE_MASK }),
    ...((found & ~NLA_TYPE_MASK) !== declared.attributeFlags && { flags: found & ~NLA_TYPE_MASK }),
    ...declared.compileForm(place),
  }
  const tail = declared.compileTail(place)
  if (tail === undefined) return { read, form: Object.keys(fixed).length === 0 ? undefined : () => fixed }
  const usual = Object.keys(fixed).length === 0
  const form: Reader<WireForm | undefined> = (view, base) => {
    const bytes = tail(view, base)
    if (bytes !== undefined) return { ...fixed, tail: bytes }
    return usual ? undefined : fixed
  }
  return { read, form: usual && tail.absent !== undefined ? Object.assign(form, { absent: tail.absent }) : form }
}

/** The forms of those that are unusual, by their keys; `undefined` when there is none. */
export function readerOfForms(
  forms: readonly { readonly key: string | number; readonly form: Reader<WireForm | undefined> }[],
): Reader<Record<string, WireForm> | undefined> {
  const read: Reader<Record<string, WireForm> | undefined> = (view, base) => {
    let wire: Record<string, WireForm> | undefined
    for (const { key, form } of forms) {
      const unusual = form(view, base)
      if (unusual !== undefined) {
        wire ??= {}
        wire[key] = unusual
      }
    }
    return wire
  }
  const absent = absentOf(forms.map(({ form }) => form))
  return absent === undefined ? read : Object.assign(read, { absent })
}

/** A reader of the array of `entries`, all of one type; the forms of those that are unusual go under `WIRE`. */
export function compileItems(
  place: Place,
  element: AnyType,
  entries: readonly AttributeEntry[],
  expected: (i: number) => number,
  constant: (type: number) => string,
): Reader<unknown[]> {
  const items = entries.map((entry, i) => {
    const at = place.within(i, constant(entry.type & NLA_TYPE_MASK), entry.offset, entry.length).deeper(place.scope)
    place.shape.found?.set(at.path, { type: element, place: at })
    return compileEntry(at, element, entry.type, expected(i))
  })
  const values = arrayOf(items.map((item) => item.read))
  const forms = items.flatMap(({ form }, key) => (form === undefined ? [] : [{ key, form }]))
  return forms.length === 0 ? values : completed(values, [{ key: WIRE, read: readerOfForms(forms) }])
}

/** Writes one attribute, in the form that it had if that was unusual. */
export function writeEntry(
  writer: Writer,
  type: number,
  declared: AnyType,
  value: unknown,
  form: WireForm | undefined,
): void {
  const flags =
    form?.flags === undefined
      ? declared.attributeFlags
      : writer.options.request
        ? declared.attributeFlags | form.flags
        : form.flags
  const at = writer.begin()
  if (form === undefined) declared.write(writer, value)
  else declared.writeForm(writer, value, form)
  writer.end(at, (form?.type ?? type) | flags)
}

/** Writes an array as one attribute for each item. */
export function writeItems(writer: Writer, element: AnyType, value: unknown, type: (i: number) => number): void {
  if (!Array.isArray(value)) throw writer.error(`${describe(value)} is not an array`)
  const forms = formsOf(value)
  for (const [i, item] of value.entries())
    writer.at(i, '', () => writeEntry(writer, type(i), element, item, forms?.[i]))
}
