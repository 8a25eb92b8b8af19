export { type TrackConsentText, trackConsentText, trackConsentTexts } from './consent.ts'
export { type Hole, holeAfterS, holesOf } from './holes.ts'
export { distanceM, farFromM, isFar, type Position } from './near.ts'
export { mayBeginTrack } from './track.ts'
