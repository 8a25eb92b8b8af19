/**
 * Every error the API can answer, by its stable code (ARCHITECTURE "API"). `zh`/`en` say what happened;
 * `zhDo`/`enDo` say what to do next. Shown on screens as they stand.
 */
export type ProblemText = {
  readonly status: number
  readonly zh: string
  readonly en: string
  readonly zhDo: string
  readonly enDo: string
}

function text(status: number, zh: string, zhDo: string, en: string, enDo: string): ProblemText {
  return { status, zh, zhDo, en, enDo }
}

export const problems = {
  // ── anywhere ──
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
  // ── accounts ──
  'account/sign-in-needed': text(
    401,
    '请先登录。',
    '登录后继续；未提交的内容还在。',
    'Please sign in first.',
    'Sign in and go on; what you entered is still there.',
  ),
  'account/not-allowed': text(
    403,
    '您的角色不能做这件事。',
    '请找所长、教导员或副所长办理。',
    'Your role may not do this.',
    'Ask the chief, the instructor or a deputy.',
  ),
  'account/wrong-password': text(
    401,
    '用户名或密码不对。',
    '请再试；忘记密码请找管理员在本机重设。',
    'User name or password is wrong.',
    'Try again; a forgotten password is reset by the administrator on the machine.',
  ),
  'account/locked': text(
    429,
    '输错次数太多，账号已暂停登录。',
    '请过一会儿再试，或找管理员。',
    'Too many wrong attempts; sign-in is paused.',
    'Try again later, or ask the administrator.',
  ),
  'account/second-factor-needed': text(
    401,
    '请输入动态验证码。',
    '打开验证器应用，输入6位数字。',
    'Enter the one-time code.',
    'Open your authenticator and enter the six digits.',
  ),
  'account/own-entry': text(
    403,
    '不能审批自己提交的内容。',
    '请由另一位有权限的人办理。',
    'Nobody decides about their own entry.',
    'Another person entitled to it has to decide.',
  ),
  // ── records ──
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

export type ProblemCode = keyof typeof problems
