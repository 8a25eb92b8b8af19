import type { Content } from '../../api/checklists.ts'

let taken: Content | null = null

/** A form that was just read, on its way to the editor: it is stored nowhere before it is saved there. */
export const takeForm = (content: Content): void => {
  taken = content
}

export const takenForm = (): Content | null => taken

export const forgetForm = (): void => {
  taken = null
}
