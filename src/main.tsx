import { createRoot } from 'react-dom/client'

const host = document.getElementById('root')
if (host) createRoot(host).render(<h1>Ravine</h1>)
