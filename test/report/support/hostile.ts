/** Text that means harm, alone and in any mixture with text that means none. */
import fc from 'fast-check';

export const hostilePieces = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '</title><img src=x onerror=alert(1)>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '" style="background:url(https://evil.example/)',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '<svg/onload=alert(1)>',
  '<!--',
  '-->',
  ']]>',
  '<![CDATA[',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '{}</style>',
  'expression(alert(1))',
  '&#x3c;script&#x3e;',
  '&lt;',
  '${alert(1)}',
  '`',
  '\u202e\u2066',
  'שלום עולם',
  'مرحبا',
  '\u0000',
  '\ud800',
  '\u2028',
  '图片1',
  'Image 1',
] as const;

export const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostilePieces),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '=', ' ', '!', '-', 'a') }),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''));
