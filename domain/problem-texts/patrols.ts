import { type ProblemText, text } from './text.ts'

/** Refusals: check-ins and tracks. */
export const patrolProblems = {
  'check-in/in-the-future': text(
    422,
    '打卡时间不能晚于现在。',
    '请核对日期和时间。',
    'A check-in cannot lie in the future.',
    'Check its day and hour.',
  ),
  'track/not-found': text(404, '没有这条轨迹。', '请刷新后再试。', 'There is no such track.', 'Refresh and try again.'),
  'track/no-consent': text(
    409,
    '您没有同意记录轨迹。',
    '要记录轨迹，请先在“我”里阅读并同意；不同意照常打卡即可。',
    'You have not agreed to a track.',
    'Read the text under “Me” and agree first; or check in as ever.',
  ),
  'track/not-on-duty': text(
    409,
    '轨迹只在值班时间记录，此刻排班表上没有班次。',
    '请在值班时间打开轨迹；没有排班的请所里先排班。',
    'A track is kept on duty only, and no shift runs now.',
    'Switch it on during a shift; where none is listed, have the roster set.',
  ),
  'track/consent-unknown': text(
    422,
    '这份同意书不是现行的文本。',
    '请更新应用后重新阅读并同意。',
    'This is no text that the station knows.',
    'Update the app, read the text and agree again.',
  ),
  'track/consent-running': text(
    409,
    '您已经同意过了。',
    '不需要再同意一次；要撤回，请点“撤回同意”。',
    'You have agreed already.',
    'There is nothing more to do; to take it back, withdraw your consent.',
  ),
  'track/consent-not-found': text(
    404,
    '没有这份同意。',
    '请刷新后再试。',
    'There is no such consent.',
    'Refresh and try again.',
  ),
  'track/consent-withdrawn': text(
    409,
    '这份同意已经撤回。',
    '不需要再撤回一次，轨迹已经销毁。',
    'This consent is withdrawn already.',
    'There is nothing more to do; the tracks are gone.',
  ),
} as const satisfies Record<string, ProblemText>
