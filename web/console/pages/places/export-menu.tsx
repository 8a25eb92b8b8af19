import { DownloadOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { type ExportFormat, exportAddress } from '../../api/exports.ts'
import { useMay } from '../../api/me.ts'

type Props = {
  readonly list: string
  readonly filter: Readonly<Record<string, string | number | boolean | undefined>>
  /** Only lists with positions go as map data. */
  readonly withMap?: boolean
}

/** What the list shows, as a file: the browser downloads it while the server is still writing. */
export function ExportMenu({ list, filter, withMap = false }: Props) {
  const { t, i18n } = useTranslation()
  const may = useMay('export.run')
  if (!may) return null
  const formats: readonly ExportFormat[] = withMap ? ['xlsx', 'csv', 'geojson'] : ['xlsx', 'csv']
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            type: 'group',
            label: t('places.exportHint'),
            children: formats.map((format) => ({
              key: format,
              label: (
                <a href={exportAddress(list, format, i18n.language === 'en' ? 'en' : 'zh', filter)} download>
                  {t(`places.exports.${format}`)}
                </a>
              ),
            })),
          },
        ],
      }}
    >
      <Button icon={<DownloadOutlined />}>{t('places.export')}</Button>
    </Dropdown>
  )
}
