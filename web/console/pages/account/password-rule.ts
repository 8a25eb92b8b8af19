const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/]

/** 8 characters and three classes, the station's default (CHINA.md); the server has the last word. */
export function strong(password: string | undefined): boolean {
  if (!password || password.length < 8) return false
  return classes.filter((part) => part.test(password)).length >= 3
}
