export { type TrackConsentText, trackConsentText, trackConsentTexts } from './consent.ts'
export { type Hole, holeAfterS, holesOf } from './holes.ts'
export { farFromM, isFar } from './near.ts'
export { mayBeginTrack } from './track.ts'
