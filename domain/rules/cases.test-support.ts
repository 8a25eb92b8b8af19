/** Scenarios, as of when, and what the rules say: `tier period: from … until state`, without the year. */
export type Case = [sentence: string, scenario: object, asOf: string, duties: string[]]

/** `2025-02-05` is its 00:00 in Shanghai, `2025-02-05 10:00` that hour. */
export const t = (text: string): string => `${text.slice(0, 10)}T${text.slice(11) || '00:00'}:00+08:00`

// 2025-02-03 is a Monday.
export const created = t('2025-02-01')
export const cases: Case[] = [
  [
    'a green place owes one visit a month',
    { created },
    '2025-03-01',
    ['green 02-01: 02-01 … 02-28 missed', 'green 03-01: 03-01 … 03-31 open'],
  ],
  [
    'a new place begins inside its period',
    { created: t('2025-02-10 14:00') },
    '2025-02-28 23:59',
    ['green 02-01: 02-10 14:00 … 02-28 open'],
  ],
  [
    'with 3 days left it is still this period',
    { created: t('2025-02-26 23:59') },
    '2025-02-27',
    ['green 02-01: 02-26 23:59 … 02-28 open'],
  ],
  [
    'with 2 days left it is the next period that begins now',
    { created: t('2025-02-27') },
    '2025-02-27',
    ['green 03-01: 02-27 … 03-31 open'],
  ],
  [
    'with 2 days left before the leap day’s end',
    { created: t('2024-02-28 08:00') },
    '2024-03-31',
    ['green 03-01: 02-28 08:00 … 03-31 open'],
  ],
  [
    'over the end of a year',
    { created: t('2024-12-30 08:00') },
    '2025-01-31',
    ['green 01-01: 12-30 08:00 … 01-31 open'],
  ],
  [
    'a rise supersedes the laxer duty and begins inside the week',
    { created, decisions: [[t('2025-02-05 10:00'), 'red']] },
    '2025-02-06',
    ['green 02-01: 02-01 … 02-28 superseded', 'red 02-03: 02-05 10:00 … 02-09 open'],
  ],
  [
    'a rise on Saturday begins next week’s duty now',
    { created, decisions: [[t('2025-02-08'), 'red']] },
    '2025-02-11',
    ['green 02-01: 02-01 … 02-28 superseded', 'red 02-10: 02-08 … 02-16 open'],
  ],
  [
    'a rise at Monday 00:00 begins the whole week, and the duty that ended then stays missed',
    { created: t('2025-08-15'), decisions: [[t('2025-09-01'), 'red']] },
    '2025-09-02',
    ['green 08-01: 08-15 … 08-31 missed', 'red 09-01: 09-01 … 09-07 open'],
  ],
  [
    'a visit just before the rise fulfils the laxer duty; one at the moment of the rise does not',
    {
      created,
      decisions: [[t('2025-02-05 10:00'), 'yellow']],
      visits: [{ at: t('2025-02-05 10:00'), countsFor: ['green', 'yellow'] }],
    },
    '2025-02-06',
    ['green 02-01: 02-01 … 02-28 superseded', 'yellow 02-01: 02-05 10:00 … 02-15 fulfilled'],
  ],
  [
    'one visit fulfils several duties',
    {
      created,
      decisions: [
        [t('2025-02-04'), 'red'],
        [t('2025-02-12'), 'green'],
      ],
      visits: [{ at: t('2025-02-17'), countsFor: ['red', 'green'] }],
    },
    '2025-02-18',
    ['green 02-01: 02-01 … 02-28 fulfilled', 'red 02-03: 02-04 … 02-09 missed', 'red 02-10: 02-10 … 02-16 missed'],
  ],
  [
    'after a fall the red week stays and the green month begins the Monday after, as it stood until then',
    {
      created,
      decisions: [
        [t('2025-02-04'), 'red'],
        [t('2025-02-05'), 'green'],
      ],
    },
    '2025-02-09 23:59',
    ['green 02-01: 02-01 … 02-28 superseded', 'red 02-03: 02-04 … 02-09 open'],
  ],
  [
    'a fall at Monday 00:00 owes no further red week',
    {
      created,
      decisions: [
        [t('2025-02-04'), 'red'],
        [t('2025-02-10'), 'green'],
      ],
    },
    '2025-02-10',
    ['green 02-01: 02-01 … 02-28 open', 'red 02-03: 02-04 … 02-09 missed'],
  ],
  [
    'a visit made before the laxer duty begins counts in its whole natural period',
    {
      created,
      decisions: [
        [t('2025-02-04'), 'red'],
        [t('2025-02-05'), 'yellow'],
      ],
      visits: [{ at: t('2025-02-06'), countsFor: ['red', 'yellow'] }],
    },
    '2025-02-10',
    [
      'yellow 02-01: 02-01 … 02-15 fulfilled',
      'green 02-01: 02-01 … 02-28 superseded',
      'red 02-03: 02-04 … 02-09 fulfilled',
    ],
  ],
  [
    'fallen and risen within a week leaves the unfulfilled duty as it is',
    {
      created,
      decisions: [
        [t('2025-02-04'), 'red'],
        [t('2025-02-05'), 'green'],
        [t('2025-02-06'), 'red'],
      ],
    },
    '2025-02-10',
    ['green 02-01: 02-01 … 02-28 superseded', 'red 02-03: 02-04 … 02-09 missed', 'red 02-10: 02-10 … 02-16 open'],
  ],
  [
    'fallen and risen within a week leaves the fulfilled duty fulfilled',
    {
      created,
      decisions: [
        [t('2025-02-04'), 'red'],
        [t('2025-02-05 12:00'), 'green'],
        [t('2025-02-06'), 'red'],
      ],
      visits: [{ at: t('2025-02-05'), countsFor: ['red'] }],
    },
    '2025-02-10',
    ['green 02-01: 02-01 … 02-28 superseded', 'red 02-03: 02-04 … 02-09 fulfilled', 'red 02-10: 02-10 … 02-16 open'],
  ],
  [
    'risen again on the last day with the week fulfilled, the next one begins now',
    {
      created,
      decisions: [
        [t('2025-02-04'), 'red'],
        [t('2025-02-05 12:00'), 'green'],
        [t('2025-02-09 18:00'), 'red'],
      ],
      visits: [{ at: t('2025-02-05'), countsFor: ['red'] }],
    },
    '2025-02-09 18:00',
    [
      'green 02-01: 02-01 … 02-28 superseded',
      'red 02-03: 02-04 … 02-09 fulfilled',
      'red 02-10: 02-09 18:00 … 02-16 open',
    ],
  ],
  [
    'fallen and risen within a half-month opens its key again with the wider window',
    {
      created,
      decisions: [
        [t('2025-02-02'), 'yellow'],
        [t('2025-02-03'), 'red'],
        [t('2025-02-04'), 'green'],
        [t('2025-02-05'), 'yellow'],
      ],
    },
    '2025-02-05',
    ['green 02-01: 02-01 … 02-28 superseded', 'yellow 02-01: 02-02 … 02-15 open', 'red 02-03: 02-03 … 02-09 open'],
  ],
  [
    'a rise, a fall and a rise in one period leave the laxer forecast without a trace',
    {
      created: t('2025-02-10'),
      decisions: [
        [t('2025-02-10'), 'red'],
        [t('2025-02-11'), 'yellow'],
        [t('2025-02-12'), 'red'],
      ],
    },
    '2025-02-17',
    ['red 02-10: 02-10 … 02-16 missed', 'red 02-17: 02-17 … 02-23 open'],
  ],
  [
    'closing supersedes on the last day, and reopening starts again as for a new place',
    { created, closed: [[t('2025-02-28 12:00'), t('2025-03-05 09:00')]] },
    '2025-03-06',
    ['green 02-01: 02-01 … 02-28 superseded', 'green 03-01: 03-05 09:00 … 03-31 open'],
  ],
  [
    'a visit at the moment of a closing does not count, at a reopening it does',
    {
      created,
      closed: [[t('2025-02-10'), t('2025-02-12')]],
      visits: [
        { at: t('2025-02-10'), countsFor: ['green'] },
        { at: t('2025-02-11'), countsFor: ['green'] },
      ],
    },
    '2025-02-12',
    ['green 02-01: 02-12 … 02-28 open'],
  ],
  [
    'a visit at the reopening counts',
    { created, closed: [[t('2025-02-10'), t('2025-02-12')]], visits: [{ at: t('2025-02-12'), countsFor: ['green'] }] },
    '2025-02-12',
    ['green 02-01: 02-12 … 02-28 fulfilled'],
  ],
  [
    'what was fulfilled before a closing stays fulfilled after it',
    { created, closed: [[t('2025-02-10'), t('2025-02-12')]], visits: [{ at: t('2025-02-03'), countsFor: ['green'] }] },
    '2025-02-20',
    ['green 02-01: 02-01 … 02-28 fulfilled'],
  ],
  [
    'a place closed for good owes nothing further',
    { created, closed: [[t('2025-02-10'), null]] },
    '2025-06-01',
    ['green 02-01: 02-01 … 02-28 superseded'],
  ],
  [
    'a late visit does not repair last week’s missed duty',
    { created, decisions: [[t('2025-02-03'), 'red']], visits: [{ at: t('2025-02-10 08:00'), countsFor: ['red'] }] },
    '2025-02-10 08:00',
    ['green 02-01: 02-01 … 02-28 superseded', 'red 02-03: 02-03 … 02-09 missed', 'red 02-10: 02-10 … 02-16 fulfilled'],
  ],
  [
    'a visit made in time and reported 7 days after the window’s end fulfils it',
    {
      created,
      decisions: [[t('2025-02-03'), 'red']],
      visits: [{ at: t('2025-02-09 23:59'), receivedAt: t('2025-02-17'), countsFor: ['red'] }],
    },
    '2025-02-17',
    [
      'green 02-01: 02-01 … 02-28 superseded',
      'red 02-03: 02-03 … 02-09 fulfilled',
      'red 02-10: 02-10 … 02-16 missed',
      'red 02-17: 02-17 … 02-23 open',
    ],
  ],
  [
    'reported later than that it waits for an officer',
    {
      created,
      decisions: [[t('2025-02-03'), 'red']],
      visits: [{ at: t('2025-02-09 23:59'), receivedAt: t('2025-02-17 00:01'), countsFor: ['red'] }],
    },
    '2025-02-17 00:01',
    [
      'green 02-01: 02-01 … 02-28 superseded',
      'red 02-03: 02-03 … 02-09 missed',
      'red 02-10: 02-10 … 02-16 missed',
      'red 02-17: 02-17 … 02-23 open',
    ],
  ],
  [
    'one whose time is uncertain waits for an officer, though it came at once',
    {
      created,
      decisions: [[t('2025-02-03'), 'red']],
      visits: [{ at: t('2025-02-04 10:00'), countsFor: ['red'], uncertain: true, admittedAt: t('2025-02-12 09:00') }],
    },
    '2025-02-12 08:59',
    ['green 02-01: 02-01 … 02-28 superseded', 'red 02-03: 02-03 … 02-09 missed', 'red 02-10: 02-10 … 02-16 open'],
  ],
  [
    'and fulfils its duty once one has admitted it',
    {
      created,
      decisions: [[t('2025-02-03'), 'red']],
      visits: [{ at: t('2025-02-04 10:00'), countsFor: ['red'], uncertain: true, admittedAt: t('2025-02-12 09:00') }],
    },
    '2025-02-12 09:00',
    ['green 02-01: 02-01 … 02-28 superseded', 'red 02-03: 02-03 … 02-09 fulfilled', 'red 02-10: 02-10 … 02-16 open'],
  ],
  [
    'a visit that was made before a rise counts whenever it is reported',
    {
      created,
      decisions: [[t('2025-02-05'), 'red']],
      visits: [{ at: t('2025-02-04'), receivedAt: t('2025-02-20'), countsFor: ['green'] }],
    },
    '2025-02-20',
    [
      'green 02-01: 02-01 … 02-28 fulfilled',
      'red 02-03: 02-05 … 02-09 missed',
      'red 02-10: 02-10 … 02-16 missed',
      'red 02-17: 02-17 … 02-23 open',
    ],
  ],
  [
    'two visits at one instant count once',
    {
      created,
      visits: [
        { at: t('2025-02-04'), countsFor: ['green'] },
        { at: t('2025-02-04'), countsFor: ['green'] },
      ],
    },
    '2025-02-04',
    ['green 02-01: 02-01 … 02-28 fulfilled'],
  ],
  [
    'risen again on Saturday over an unfulfilled week, the next one begins on Monday',
    {
      created,
      decisions: [
        [t('2025-02-04'), 'red'],
        [t('2025-02-05'), 'green'],
        [t('2025-02-08'), 'red'],
      ],
    },
    '2025-02-10',
    ['green 02-01: 02-01 … 02-28 superseded', 'red 02-03: 02-04 … 02-09 missed', 'red 02-10: 02-10 … 02-16 open'],
  ],
  [
    'reopened on Friday evening with the week fulfilled, the next one begins on Monday',
    {
      created,
      decisions: [[t('2025-02-01'), 'red']],
      closed: [[t('2025-02-05'), t('2025-02-07 18:00')]],
      visits: [{ at: t('2025-02-03'), countsFor: ['red'] }],
    },
    '2025-02-10',
    ['red 02-03: 02-01 … 02-09 fulfilled', 'red 02-10: 02-10 … 02-16 open'],
  ],
  [
    'reopened on Saturday with the week fulfilled, the next one begins now',
    {
      created,
      decisions: [[t('2025-02-01'), 'red']],
      closed: [[t('2025-02-05'), t('2025-02-08')]],
      visits: [{ at: t('2025-02-03'), countsFor: ['red'] }],
    },
    '2025-02-10',
    ['red 02-03: 02-01 … 02-09 fulfilled', 'red 02-10: 02-08 … 02-16 open'],
  ],
  [
    'fallen before a closing, the laxer duty begins at the reopening as for a new place',
    {
      created,
      decisions: [
        [t('2025-02-01'), 'red'],
        [t('2025-02-04'), 'green'],
      ],
      closed: [[t('2025-02-05'), t('2025-02-06 09:00')]],
      visits: [{ at: t('2025-02-03'), countsFor: ['red', 'green'] }],
    },
    '2025-02-10',
    ['red 02-03: 02-01 … 02-09 fulfilled', 'green 02-01: 02-06 09:00 … 02-28 open'],
  ],
  [
    'between closings that touch nothing counts',
    {
      created,
      closed: [
        [t('2025-02-12'), t('2025-02-14')],
        [t('2025-02-10'), t('2025-02-12')],
      ],
      visits: [{ at: t('2025-02-12'), countsFor: ['green'] }],
    },
    '2025-02-14',
    ['green 02-01: 02-14 … 02-28 open'],
  ],
  [
    'a place that is closed when it is created opens later as a new one',
    { created, closed: [[t('2025-01-01'), t('2025-02-27')]] },
    '2025-02-28',
    ['green 03-01: 02-27 … 03-31 open'],
  ],
  [
    'a fall at a moment when nothing stricter has begun is felt from the next midnight',
    {
      created,
      decisions: [
        [t('2025-02-05 12:00'), 'red'],
        [t('2025-02-05 12:00'), 'green'],
      ],
    },
    '2025-02-05 23:59',
    ['green 02-01: 02-01 … 02-28 superseded'],
  ],
  [
    'a fall on the last day of a week lets that week run out',
    {
      created,
      decisions: [
        [t('2025-02-03'), 'red'],
        [t('2025-02-09 12:00'), 'yellow'],
      ],
    },
    '2025-02-10',
    ['yellow 02-01: 02-01 … 02-15 open', 'green 02-01: 02-01 … 02-28 superseded', 'red 02-03: 02-03 … 02-09 missed'],
  ],
  ['before its creation a place owes nothing', { created }, '2025-01-31', []],
]
