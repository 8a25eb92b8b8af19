/** What a member agrees to, word for word. A text that somebody agreed to is never changed: a new one is added. */
export type TrackConsentText = { readonly version: number; readonly zh: string; readonly en: string }

/** PIPL art. 17, 28–30: who, what for, which data, how long, what it means not to agree, how to take it back. */
export const trackConsentTexts: readonly TrackConsentText[] = [
  {
    version: 1,
    zh: [
      '本所想在您巡防时记录行踪轨迹。行踪轨迹是敏感个人信息，须您单独同意。',
      '用途：只用于知道哪些管线、哪些里程有人巡过。不用于考核、排名，不用于查看您个人去了哪里。',
      '内容：您亲手打开轨迹之后、关闭之前的时间、位置和精度。不打开就不记录。民警、辅警只在值班时间可以打开。',
      '谁能看：只有您本人能看到轨迹的位置点，也可以导出。其他人看不到。',
      '保存：加密保存，90 天后销毁。',
      '不同意没有任何影响：照常巡防，在里程桩和场所打卡即可。',
      '您随时可以在这里撤回同意，已有的轨迹立即销毁。',
    ].join('\n'),
    en: [
      'The station would like to record a track while you are on patrol. A track is sensitive personal data and needs your separate consent.',
      'What for: only to know which pipelines and kilometres were covered. Not for appraisal or ranking, and not to see where you went.',
      'What: time, position and accuracy, from when you switch the track on by hand until you switch it off. Police can switch it on only during a shift.',
      'Who sees it: you alone see its points, and can export them. Nobody else does.',
      'How long: encrypted, destroyed after 90 days.',
      'Not agreeing changes nothing: patrol as ever, and check in at kilometre posts and places.',
      'You may take your consent back here at any time; all tracks are destroyed at once.',
    ].join('\n'),
  },
]

/** The text that is shown and agreed to now. */
export const trackConsentText: TrackConsentText = latest(trackConsentTexts)

function latest(texts: readonly TrackConsentText[]): TrackConsentText {
  const last = texts.at(-1)
  if (last === undefined) throw new RangeError('no text to consent to')
  return last
}
