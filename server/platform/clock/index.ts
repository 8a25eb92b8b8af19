export { type Clock, type ClockOptions, createClock } from './clock.ts'
export { type ClockState, type ClockStorage, databaseClockStorage, fileClockStorage } from './clock-state.ts'
