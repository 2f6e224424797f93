/** A link that is made in the guest, twice: by `rtnl` in one namespace, by `ip` in its twin. */
export interface LinkCase {
  /** `IFLA_INFO_KIND`: `link show type KIND` must list it. */
  readonly kind: string
  /** Its name: no other of the group has it. */
  readonly name: string
  /** The words behind `link add`, the name among them. */
  readonly add: string
  /** Changes afterwards, each the words behind `link set`. */
  readonly set?: readonly string[]
  /** The first kernel that has it, as 6012; absent: 6.1 has it. */
  readonly since?: number
}

/** Links that may stand in one namespace together. */
export interface Group {
  /** Modules that no request loads. */
  readonly modules?: readonly string[]
  /** `ip` commands without the `ip`, carried out first in both namespaces. */
  readonly before: readonly string[]
  readonly links: readonly LinkCase[]
}
