import { type ProblemText, text } from './text.ts'

/** Refusals: anywhere. */
export const requestProblems = {
  'request/invalid': text(
    400,
    '填写的内容有误。',
    '请按提示修改后再提交。',
    'Some of what was sent is not valid.',
    'Correct the fields shown and send again.',
  ),
  'request/too-large': text(
    413,
    '内容太大。',
    '请缩小后再提交。',
    'What was sent is too large.',
    'Make it smaller and send again.',
  ),
  'request/not-found': text(
    404,
    '没有这个页面或记录。',
    '请返回上一页，或从列表中重新打开。',
    'There is no such page or record.',
    'Go back, or open it again from its list.',
  ),
  'request/unexpected': text(
    500,
    '系统出错，没有保存。',
    '请再试一次；仍不行请联系管理员，并告知编号。',
    'Something went wrong; nothing was saved.',
    'Try again; if it stays, tell the administrator the request number.',
  ),
  'request/disk-full': text(
    503,
    '磁盘满了，没有保存。',
    '请联系管理员清理磁盘，然后再试。',
    'The disk is full; nothing was saved.',
    'Have the administrator make room, then try again.',
  ),
  'command/conflict': text(
    409,
    '这个编号已被另一条记录用过。',
    '请刷新页面后重新填写。',
    'This id was already used for something else.',
    'Reload the page and enter it again.',
  ),
  'record/changed': text(
    409,
    '别人刚刚改过这条记录。',
    '请查看现在的内容，再决定是否修改。',
    'Somebody else has just changed this record.',
    'Look at what stands now and decide again.',
  ),
} as const satisfies Record<string, ProblemText>
