/** Check-ins, tracks, and targeted checks with a checklist. */
export const checks = {
  checkIn: {
    title: '巡逻打卡',
    hint: '打卡只记您到了哪个桩或场所、几点、准到多少米，不记路线。',
    here: '我到了，打卡',
    at: '在 {{name}} 打卡',
    byPosition: '按位置找附近的',
    accuracy: '位置准到约 {{m}} 米。选您所在的：',
    nothingNear: '附近两公里没有桩和场所。可以扫码打卡。',
    done: '已打卡：{{name}}',
    far: '定位离这里约 {{m}} 米，已照实记下。',
    place: '场所',
    line: '管线',
  },
  track: {
    title: '巡逻轨迹',
  },
  check: {
    title: '定向查访',
  },
} as const
