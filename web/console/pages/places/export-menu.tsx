import { DownloadOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ExportAddress, ExportFile } from '../../api/exports.ts'
import { useMay } from '../../api/me.ts'

type Props = {
  readonly address: ExportAddress
  /** Only lists with positions go as map data. */
  readonly withMap?: boolean
}

/** What the list shows, as a file: the browser downloads it while the server is still writing. */
export function ExportMenu({ address, withMap = false }: Props) {
  const { t, i18n } = useTranslation()
  const may = useMay('export.run')
  if (!may) return null
  const formats: readonly ExportFile['format'][] = withMap ? ['xlsx', 'csv', 'geojson'] : ['xlsx', 'csv']
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
                <a href={address({ format, language: i18n.language === 'en' ? 'en' : 'zh' })} download>
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
