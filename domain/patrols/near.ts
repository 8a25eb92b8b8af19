/** Further off than this a check-in is far. */
export const farFromM = 300

/** Whether a check-in was far from where it says: over 300 m, or over its own accuracy where that is worse. */
export const isFar = (distanceM: number, accuracyM: number): boolean => distanceM > Math.max(farFromM, accuracyM)
