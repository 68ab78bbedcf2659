/** The look of the interface's page: the product's own colours and measures, without its script or its fonts. */
export const docsStyle = `
:root{color-scheme:light dark;--paper:light-dark(oklch(.995 .002 85),oklch(.2 .004 55));--sunk:light-dark(oklch(.981 .003 85),oklch(.172 .004 55));--rail:light-dark(oklch(.962 .004 85),oklch(.172 .004 55));--ink:light-dark(oklch(.228 .004 58),oklch(.905 .006 85));--muted:light-dark(oklch(.435 .009 80),oklch(.76 .008 85));--faint:light-dark(oklch(.515 .009 80),oklch(.685 .009 85));--rule:light-dark(oklch(.905 .006 85),oklch(.295 .005 62));--rule-strong:light-dark(oklch(.85 .007 85),oklch(.35 .006 65));--accent:light-dark(oklch(.47 .088 205),oklch(.8 .088 200));--accent-mark:light-dark(oklch(.56 .1 205),oklch(.7 .1 200));--accent-tint:light-dark(oklch(.955 .016 205),oklch(.285 .036 210));--focus:light-dark(oklch(.56 .11 205),oklch(.74 .11 200));--good:light-dark(oklch(.45 .105 152),oklch(.81 .12 152));--warn:light-dark(oklch(.475 .098 70),oklch(.83 .11 80));--bad:light-dark(oklch(.495 .165 28),oklch(.79 .11 25))}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/20px Inter,system-ui,sans-serif;overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:2px;text-decoration-color:color-mix(in oklch,var(--accent) 35%,transparent)}
a:hover{text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--focus);outline-offset:1px;border-radius:3px}
:target{background:var(--accent-tint)}
code,pre,.method,.path{font-family:ui-monospace,"SF Mono","Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:12.5px}
.skip{position:absolute;top:-60px;left:8px;background:var(--ink);color:var(--paper);padding:6px 12px;border-radius:4px}
.skip:focus{top:8px}
.page{display:grid;grid-template-columns:224px minmax(0,1fr)}
nav{position:sticky;top:0;height:100vh;overflow-y:auto;background:var(--rail);border-right:1px solid var(--rule);padding:16px 0 32px;scrollbar-width:thin}
nav .mark{display:flex;align-items:center;gap:10px;padding:0 16px 12px;font-weight:600;color:var(--ink);text-decoration:none}
nav h2{margin:16px 16px 4px;font-size:12px;line-height:16px;font-weight:400;color:var(--faint)}
nav ul{margin:0;padding:0;list-style:none}
nav li a{display:flex;justify-content:space-between;gap:8px;padding:4px 16px;font-size:13px;color:var(--muted);text-decoration:none}
nav li a:hover{color:var(--ink);background:color-mix(in oklch,var(--ink) 6%,transparent)}
nav li span{color:var(--faint);font-variant-numeric:tabular-nums}
main{min-width:0;max-width:880px;padding:28px 32px 96px}
h1{margin:0;font-size:20px;line-height:28px;font-weight:600;letter-spacing:-.014em}
.lead{margin:4px 0 0;color:var(--muted)}
main>section>h2{margin:48px 0 8px;padding-top:12px;border-top:1px solid var(--rule-strong);font-size:16px;line-height:24px;font-weight:600}
main>.introduction>h2{margin-top:28px;padding-top:0;border:0;font-size:14px}
main>.introduction>h2:first-child{margin-top:24px}
h3{margin:0;font-size:13px;line-height:20px;font-weight:500}
h3 a{color:inherit;text-decoration:none;display:block}
h4{margin:20px 0 4px;font-size:14px;font-weight:600}
p{margin:8px 0}
.endpoint{padding:16px 0;border-bottom:1px solid var(--rule)}
.endpoint:target{background:none}
.endpoint:target h3{background:var(--accent-tint)}
.method{display:inline-block;min-width:52px;font-weight:600}
.get{color:var(--accent)}.post,.put,.patch{color:var(--good)}.delete{color:var(--bad)}
var{color:var(--faint);font-style:normal}
.summary{margin:4px 0}
.facts,.small{display:flex;flex-wrap:wrap;gap:0 16px;margin:4px 0;font-size:12px;line-height:18px;color:var(--muted)}
.small{display:block}
code{background:color-mix(in oklch,var(--ink) 6%,transparent);border-radius:3px;padding:1px 4px}
h3 code,th code,pre code{background:none;padding:0}
pre{margin:8px 0;padding:10px 12px;background:var(--sunk);border:1px solid var(--rule);border-radius:4px;overflow-x:auto}
table{width:100%;margin:10px 0;border-collapse:collapse;font-size:13px}
caption{padding:2px 0;text-align:left;font-size:12px;color:var(--faint)}
th,td{padding:4px 12px 4px 0;border-top:1px solid var(--rule);text-align:left;vertical-align:top;font-weight:400}
tbody tr:last-child>*{border-bottom:1px solid var(--rule)}
th{width:34%}
td{color:var(--muted)}
.about{color:var(--faint);font-size:12px}
.needed{margin-left:8px;font-size:12px;color:var(--warn)}
details{margin:6px 0}
summary{cursor:default;width:max-content;font-size:12px;color:var(--accent);border-radius:3px}
.codes th{width:220px}
.status{color:var(--faint);font-variant-numeric:tabular-nums;margin-right:8px}
footer{margin-top:64px;padding-top:12px;border-top:1px solid var(--rule);font-size:12px;color:var(--faint)}
@media (max-width:767px){.page{display:block}nav{position:static;height:auto;max-height:232px;border-right:0;border-bottom:1px solid var(--rule);padding-bottom:12px}nav .mark{padding-bottom:8px}main{padding:20px 16px 64px}tr{display:block;padding:6px 0;border-top:1px solid var(--rule)}tbody tr:last-child{border-bottom:1px solid var(--rule)}tbody tr:last-child>*{border:0}th,td,.codes th{display:block;width:auto;padding:0;border:0}}
@media print{nav{display:none}.page{display:block}main{max-width:none;padding:0}details:not([open])>:not(summary){display:none}}
`;
