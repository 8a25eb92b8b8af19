/** Text of an entry's details, undefined when it is none or empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

/** A value as one of the words that the messages know. */
export function knownKey<const Key extends string>(keys: readonly Key[], value: unknown): Key | undefined {
  return keys.find((key) => key === value)
}
