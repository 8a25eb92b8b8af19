import { type ProblemText, text } from './text.ts'

/** Refusals: records. */
export const recordProblems = {
  'place/not-found': text(
    404,
    '没有这个场所。',
    '可能已合并或不在您的范围内，请重新搜索。',
    'There is no such place.',
    'It may have been merged or lie outside your area; search again.',
  ),
  'place/dwelling': text(
    422,
    '有人居住的住宅不能登记为走访场所。',
    '发生在住户家的事，请记在所在的村。',
    'An inhabited dwelling is never a place.',
    'What happens there is kept at its village.',
  ),
  'place/external-id-taken': text(
    409,
    '这个外部编号已用于另一场所。',
    '请换一个编号，或打开那个场所。',
    'This external id belongs to another place.',
    'Use another one, or open that place.',
  ),
  'place/closed': text(409, '这个场所已停用。', '请先恢复，再继续。', 'This place is closed.', 'Reopen it first.'),
} as const satisfies Record<string, ProblemText>
