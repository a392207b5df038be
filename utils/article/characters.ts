/**
 * Classes of characters for regular expressions, as ranges of UTF-16 units. An engine takes a millisecond to compile each expression that asks for
 * `\p{Script=Han}` or `\p{L}`, and a reading uses two hundred expressions once each; these take a twentieth of that. An expression that is put together
 * of them is marked as pure, so that a script which does not use it does not carry it.
 */

/** Chinese characters; of those beyond U+FFFF either half. */
export const HAN = '〇々㐀-鿿豈-﫿\\ud840-\\udfff';
export const LATIN = 'A-Za-zÀ-ÖØ-öø-ɏ';
/** Letters of any script, without what only combines with them. */
export const LETTER = `${LATIN}ɐ-῿\\u2c00-\\u2dffぁ-㆏ㆠ-ㇿ가-힯\\ufb00-\\ufdffＡ-Ｚａ-ｚｦ-ￜ${HAN}`;

export const IS_HAN = /* @__PURE__ */ new RegExp(`[${HAN}]`);
export const IS_LETTER = /* @__PURE__ */ new RegExp(`[${LETTER}]`);
export const TWO_LETTERS = /* @__PURE__ */ new RegExp(`[${LETTER}]{2}`);
