import { cleanPastedHtml } from './clean-html.js';

/** As Word for Windows puts it on the clipboard (shortened in the head, not in the body). */
const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><style><!-- p.MsoNormal {margin:0cm;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'>
<!--StartFragment-->
<h1>Participatory budget<o:p></o:p></h1>
<p class=MsoNormal><span lang=EN-US style='font-family:"Calibri",sans-serif;mso-ansi-language:EN-US'>Residents <b style='mso-bidi-font-weight:normal'>decide</b> on&nbsp;<i>one</i> percent.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>First idea<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Detail<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'>·</span><![endif]>Second idea<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Step<o:p></o:p></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'><td width=301 valign=top style='width:225.4pt'><p class=MsoNormal>Year<o:p></o:p></p></td><td colspan=2><p class=MsoNormal>2013</p></td></tr></table>
<!--EndFragment-->
</body></html>`;

/** As Google Docs puts it on the clipboard. */
const GOOGLE = `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f0e"><h2 dir="ltr" style="line-height:1.38;margin-top:18pt;"><span style="font-size:16pt;font-family:Arial,sans-serif;font-weight:400;">What we did</span></h2><p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;font-style:normal;">Plain, </span><span style="font-size:11pt;font-weight:700;">bold</span><span style="font-style:italic;font-weight:400"> italic</span><a href="https://www.google.com/url?q=https://city.example/a?b%3D1&amp;sa=D" style="text-decoration:none;"><span style="color:#1155cc;text-decoration:underline;">source</span></a></p><br /><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">One</span></p></li><li dir="ltr"><p dir="ltr"><span>Two</span></p></li></ul></b><br class="Apple-interchange-newline">`;

describe('pasting', () => {
  it('keeps the structure of a Word document and none of its looks', () => {
    const html = cleanPastedHtml(WORD).replace(/>\s+</g, '><').trim();
    expect(html).toContain('<h3>Participatory budget</h3>');
    expect(html).toContain('<p>Residents <strong>decide</strong> on <em>one</em> percent.</p>');
    expect(html).toContain(
      '<ul><li><p>First idea</p><ul><li><p>Detail</p></li></ul></li><li><p>Second idea</p></li></ul>',
    );
    expect(html).toContain('</ul><ol><li><p>Step</p></li></ol>');
    expect(html).toContain('<td><p>Year</p></td><td colspan="2"><p>2013</p></td>');
    expect(html).not.toMatch(/mso|Mso|style=|class=|o:p|StartFragment|·/);
  });

  it('keeps the structure of a Google document, unwraps its links and its bold that is none', () => {
    const html = cleanPastedHtml(GOOGLE);
    expect(html).toContain('<h3>What we did</h3>');
    expect(html).toContain(
      'Plain, <strong>bold</strong><em> italic</em><a href="https://city.example/a?b=1">source</a>',
    );
    expect(html).toContain('<ul><li><p>One</p></li><li><p>Two</p></li></ul>');
    expect(html).not.toMatch(/<strong>Plain|guid|dir=|style=|google/);
  });

  it.each([
    ['<img src=x onerror=__pwn()>', /onerror/],
    ['<script>__pwn()</script><p>kept</p>', /__pwn/],
    ['<p onclick="__pwn()">kept</p>', /__pwn/],
    ['<a href="javascript:__pwn()">kept</a>', /__pwn/],
    ['<svg onload=__pwn()><p>x</p></svg>', /__pwn/],
    ['<iframe src="javascript:__pwn()">x</iframe>', /__pwn/],
    ['<style>p{background:url(javascript:__pwn())}</style><p>kept</p>', /__pwn/],
  ])('drops what could run in %s', (html, danger) => expect(cleanPastedHtml(html)).not.toMatch(danger));

  it('leaves a copy from our own text as it is', () => {
    const own = '<p data-pm-slice="1 1 []">x <span data-mention="a">@Y</span></p>';
    expect(cleanPastedHtml(own)).toBe(own);
  });

  it('ends in time on a megabyte of broken markup', () => {
    const started = Date.now();
    cleanPastedHtml('<p class="'.repeat(20_000) + '<b'.repeat(100_000) + '<div>'.repeat(50_000));
    expect(Date.now() - started).toBeLessThan(5000);
  });
});
