export { isMissed } from './list.ts'
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
export { type NewPlace, requireDivision } from './queries.ts'
export { placeRoutes } from './routes.ts'
export { position, tier } from './schema.ts'
export { searchGrams } from './search-grams.ts'
export { searchPieces } from './search-pieces.ts'
export { enterPlace } from './service.ts'
