import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Line } from '../../api/lines.ts'
import { useMay } from '../../api/me.ts'
import styles from './divisions.module.css'

/** The kilometre posts of a line, or where they come from. */
export function LinePosts({ line }: { readonly line: Line }) {
  const { t } = useTranslation()
  const mayImport = useMay('import.run') !== null
  const [shown, setShown] = useState(false)
  if (line.posts.length === 0) {
    return (
      <p className={styles.quiet}>
        {t('divisions.line.noPosts')}{' '}
        {mayImport && (
          <Link to="/import" search={{ sheet: 'lines' }}>
            {t('divisions.line.importPosts')}
          </Link>
        )}
      </p>
    )
  }
  return (
    <div>
      <span className={styles.quiet}>{t('divisions.line.posts', { count: line.posts.length })}</span>{' '}
      <Button type="link" size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {t(shown ? 'divisions.line.hidePosts' : 'divisions.line.showPosts')}
      </Button>
      {shown && (
        <table className={styles.posts}>
          <thead>
            <tr>
              <th>{t('divisions.line.post')}</th>
              <th>{t('divisions.line.position')}</th>
            </tr>
          </thead>
          <tbody>
            {line.posts.map(({ km, label, latitude, longitude }) => (
              <tr key={km}>
                <td>{label}</td>
                <td>
                  {latitude.toFixed(5)}, {longitude.toFixed(5)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
