/** Of the passwords that leak most, those long enough to pass the length rule: an attacker tries them first. */
const COMMON = new Set(
  `0123456789 0987654321 1234567890 12345678910 1234567891 123456789a 123456789q 1234567890q 123123123123 1q2w3e4r5t 1q2w3e4r5t6y
  1qaz2wsx3edc 1qazxsw23edc abcd123456 abcdefghij administrator asdfghjkl1 asdfghjkl; asdf123456 baseball123 changeme123 charlie123
  computer123 football123 iloveyou12 iloveyou123 letmein123 letmein1234 liverpool1 michael123 monkey1234 p@ssw0rd123 passw0rd123
  password01 password11 password12 password123 password1234 password12345 password123456 princess123 q1w2e3r4t5 q1w2e3r4t5y6
  qazwsxedcrfv qwerty1234 qwerty12345 qwerty123456 qwertyuiop qwertyuiop123 qwertyuiop[] starwars123 sunshine123 superman123
  welcome123 welcome1234 zaq12wsxcde zxcvbnm123 zxcvbnm123456`.split(/\s+/),
);

/** Whether it is a password everybody knows, in any case and with a sign or two after it. */
export const isCommonPassword = (password: string): boolean =>
  COMMON.has(password.toLowerCase()) || COMMON.has(password.toLowerCase().replace(/[!.?*#]+$/, ''));
