// Messages -> text, for `rtnl decode`, which prints millions that are alike. Like the core it sees bytes only, and allocates nothing.
export { setUp } from './digits'
export { print } from './print'
