import { type ProblemText, text } from './text.ts'

/** Refusals: findings, follow-ups. */
export const followUpProblems = {
  'finding/kind-not-yours': text(
    403,
    '您的角色不能登记这一类走访发现。',
    '请选择本人可登记的类别，或打电话给值班室。',
    'Your role does not enter findings of this kind.',
    'Choose a kind that you enter, or telephone the duty room.',
  ),
  'finding/intake-not-yours': text(
    403,
    '别人反映的情况由民警或辅警收件。',
    '请让本人上报，或打电话给值班室。',
    'What somebody else said is taken down by police.',
    'Let them report it themselves, or telephone the duty room.',
  ),
  'finding/not-urgent': text(
    422,
    '基础信息变更不能标为紧急。',
    '如有紧急情况，请按矛盾纠纷、隐患、线索或民需上报。',
    'A change of base data is never urgent.',
    'Report what is urgent as a dispute, a hazard, a tip or a need.',
  ),
  'finding/in-the-future': text(
    422,
    '发现时间不能晚于现在。',
    '请核对日期和时间。',
    'A finding cannot lie in the future.',
    'Check its day and hour.',
  ),
  'finding/corrected-already': text(
    409,
    '别人刚刚更正过这条走访发现。',
    '请查看更正后的内容，再决定是否更正。',
    'Somebody else has just corrected this finding.',
    'Look at what stands now and decide again.',
  ),
} as const satisfies Record<string, ProblemText>
