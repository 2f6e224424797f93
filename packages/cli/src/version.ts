/** The version that `rtnl -Version` prints: the one of this package. */
export const VERSION = '0.1.0'
