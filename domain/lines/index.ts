export { type Announcement, announcementRefusal, isAnnounced, type PlannedDigging, type Spot } from './digging.ts'
export { kmLabel, kmRange } from './kilometre.ts'
