/// <reference path="./pg-copy-streams.d.ts" />
// The package brings no types; the reference carries ours to every workspace that comes here.
export { from as copyFrom, to as copyTo } from 'pg-copy-streams'
