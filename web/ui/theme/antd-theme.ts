import { type ThemeConfig, theme } from 'antd'
import type { Appearance } from './appearance.tsx'

const light = {
  colorPrimary: '#1f4e8c',
  colorLink: '#1f4e8c',
  colorText: '#1b1f24',
  colorTextSecondary: '#57606a',
  colorTextTertiary: '#57606a',
  colorTextPlaceholder: '#6b747e',
  colorBgLayout: '#f5f6f8',
  colorBgContainer: '#ffffff',
  colorBorder: '#ccd2d9',
  colorBorderSecondary: '#dfe3e8',
  colorSplit: '#eceff2',
  colorError: '#b3261e',
  colorWarning: '#8a5a00',
  colorSuccess: '#1e6b3a',
  colorInfo: '#1f4e8c',
  controlItemBgActive: '#e8eff8',
  controlItemBgHover: '#f5f6f8',
}

const dark = {
  colorPrimary: '#3f73b8',
  colorLink: '#8ab4f0',
  colorText: '#e4e8ec',
  colorTextSecondary: '#9ba6b1',
  colorTextTertiary: '#9ba6b1',
  colorTextPlaceholder: '#8a95a0',
  colorBgLayout: '#101317',
  colorBgContainer: '#171b20',
  colorBgElevated: '#1d2228',
  colorBorder: '#3d464f',
  colorBorderSecondary: '#30373f',
  colorSplit: '#242a31',
  colorError: '#f28b82',
  colorWarning: '#ffd27a',
  colorSuccess: '#81c995',
  colorInfo: '#8ab4f0',
  controlItemBgActive: '#1c2b40',
  controlItemBgHover: '#252b32',
}

/** Heights at a desk, and under a thumb: nothing to press is lower than 44 px on a phone. */
const desk = { controlHeight: 32, controlHeightSM: 28, controlHeightLG: 40 }
const phone = { controlHeight: 44, controlHeightSM: 44, controlHeightLG: 48 }

/** antd drawn by the hand of INTERFACE.md: 14 px, rows of 36 px, hairlines, no shadows at rest. */
export function antdTheme(appearance: Appearance, narrow: boolean): ThemeConfig {
  return {
    algorithm: appearance === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...(appearance === 'dark' ? dark : light),
      fontFamily: 'var(--font)',
      fontSize: 14,
      lineHeight: 1.5,
      ...(narrow ? phone : desk),
      borderRadius: 4,
      borderRadiusLG: 6,
      borderRadiusSM: 3,
      wireframe: false,
      // a dialog stands where it opens: what still grows under a thumb takes the tap for another button
      motion: false,
      boxShadowTertiary: 'none',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      // 6 + 23 + 6 and the hairline: a row of 36 px
      Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 12, headerSplitColor: 'transparent', headerBorderRadius: 0 },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    },
  }
}
