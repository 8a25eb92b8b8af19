/** An article as papers and refusals name it. */
export type Article = { readonly zh: string; readonly en: string }

const law = (zh: string, en: string) => (articleZh: string, articleEn: string) => ({
  zh: `《${zh}》${articleZh}`,
  en: `${en}, ${articleEn}`,
})

const peoplesMediation = law('人民调解法', "People's Mediation Law")
const penalties = law('治安管理处罚法（2026年1月1日起施行）', 'Public Security Administration Penalties Law (2026)')
const procedureRules = law('公安机关办理行政案件程序规定', 'Procedure Rules for Administrative Cases (2018)')

/** The articles that the guards rest on. MEDIATION.md says which were read and which are recalled. */
export const articles = {
  hosts: peoplesMediation('第十三条至第十六条', 'art. 13–16'),
  voluntary: peoplesMediation('第十七条', 'art. 17'),
  helpers: peoplesMediation('第二十条', 'art. 20'),
  riskOfCrime: peoplesMediation('第二十五条', 'art. 25'),
  remedies: peoplesMediation('第二十六条', 'art. 26'),
  effect: peoplesMediation('第二十九条', 'art. 29'),
  confirmation: peoplesMediation('第三十三条', 'art. 33'),
  committeeRules: law('人民调解工作若干规定', "Rules on the Work of People's Mediation (2002)")(
    '第二十二条',
    'art. 22',
  ),
  status: law('民事诉讼法司法解释', 'Interpretation of the Civil Procedure Law')(
    '司法确认一节',
    'on judicial confirmation',
  ),
  minorCases: penalties('第九条', 'art. 9'),
  oneOfficer: penalties('第一百零八条', 'art. 108'),
  caseClock: penalties('第一百一十八条', 'art. 118'),
  notMediated: procedureRules('第一百七十九条', 'art. 179'),
  mediating: procedureRules('调解一章', 'chapter on mediation'),
  familyViolence: law('反家庭暴力法', 'Anti-Domestic Violence Law')('第十六条、第二十三条', 'art. 16 and 23'),
  capacity: law('民法典', 'Civil Code')('第二十三条', 'art. 23'),
  station: {
    zh: '本所规定（现场调处、就地劝和的范围）',
    en: "The station's own rule for what is settled on the scene",
  },
} as const satisfies Record<string, Article>
