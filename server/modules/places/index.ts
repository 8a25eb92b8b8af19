export { applyChange, mayApply, type PlaceChange } from './base-data.ts'
export { filtersOf as placeFilters, isConfirmedLately } from './list.ts'
export { maskContact } from './mask.ts'
export {
  applyResponsibilities,
  handOverResponsibilities,
  isResponsible,
  movedChanges,
  type OwnedPlaces,
  ownersTask,
  settleOwners,
} from './owners.ts'
export { insertEvent, lockPlaceRecord, type NewPlace, requireDivision, updatePlace } from './queries.ts'
export { isWithinReach, withinReach } from './reach.ts'
export { placeRoutes } from './routes.ts'
export { factValue, placeKind, placeQuery, position, tier } from './schema.ts'
export { initialsOf, searchGrams } from './search-grams.ts'
export { searchPieces } from './search-pieces.ts'
export { requireFreeStretch } from './segments.ts'
export { enterPlace, placeChange, requireOpen, requireVersion } from './service.ts'
export { isVillage } from './villages.ts'
