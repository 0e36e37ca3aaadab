/**
 * The passwords that appear first in every published collection of stolen ones and are long enough to pass the
 * minimum of ten characters, and the words that the others are made of. Own short list: it stops the guesses that
 * an attacker makes first; the sign-in limits stop the rest.
 */
const LIST = `
1234567890 0123456789 0987654321 9876543210 12345678910 123456789a 1234567891 12345678901 123456789q 1q2w3e4r5t
1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc zaq12wsxcde3 qazwsxedcrfv qazwsxedc123
qwertyuiop qwertyuiop123 qwerty123456 qwerty12345 qwerty1234 qwertyuiop1 qwertyqwerty qwertz123456 qwertzuiop azertyuiop
asdfghjkl1 asdfghjkl123 asdfasdfasdf zxcvbnm123 zxcvbnm1234 poiuytrewq mnbvcxzasd
password12 password123 password1234 password12345 password123456 password01 password001 password2020 password2021
password2022 password2023 password2024 password2025 password2026 passwordpassword password99 password69 mypassword
mypassword1 mypassword123 thisismypassword yourpassword changeme123 changemenow changepassword newpassword newpassword1
passw0rd123 p@ssw0rd123 p@ssword123 p@ssw0rd12 pa55word123 pa$$word123 passwort123 passwort1234 wachtwoord wachtwoord1
wachtwoord123 salasana123 salasana12 adgangskode kodeord1234 losenord123 passord123 parool1234 parole1234 slaptazodis
haslo12345 motdepasse motdepasse123 contrasena contrasena123 senha12345
administrator administrator1 admin12345 admin123456 adminadmin adminpassword adminadmin123 rootpassword rootroot123
letmein123 letmein1234 letmeinnow iloveyou12 iloveyou123 iloveyou1234 iloveyou2 iloveyouso iloveyousomuch iloveyoubaby
welcome123 welcome1234 welcome2020 welcome2021 welcome2022 welcome2023 welcome2024 welcome2025 welcome2026 welkom1234
welkom2024 welkom2025 willkommen willkommen1 bienvenue1 tervetuloa tervetuloa1 velkommen1 valkommen1 witamserdecznie
summer2020 summer2021 summer2022 summer2023 summer2024 summer2025 summer2026 winter2020 winter2021 winter2022 winter2023
winter2024 winter2025 winter2026 spring2024 spring2025 spring2026 autumn2024 autumn2025 autumn2026 sommer2024 sommer2025
sommer2026 zomer2024! zomer2025! kesa2024!! kesa2025!!
football12 football123 football1234 basketball basketball1 basketball123 baseball12 baseball123 volleyball volleyball1
superman12 superman123 batman12345 spiderman1 spiderman123 starwars123 starwars12 pokemon123 pokemon1234 minecraft1
minecraft123 dragonball dragonballz dragonball1 sunshine12 sunshine123 princess12 princess123 chocolate1 chocolate123
butterfly1 butterfly123 strawberry strawberry1 blackberry watermelon cheesecake cinderella valentine1 halloween1
christmas1 christmas123 christopher christopher1 alexander1 alexander123 alexandra1 alexandria elizabeth1 elizabeth123
jacqueline stephanie1 stephanie123 sebastian1 sebastian123 maximilian benjamin12 benjamin123 jonathan12 jonathan123
nicholas12 nicholas123 michael123 michelle12 michelle123 charlie123 jennifer12 jennifer123 jessica123 patricia12
liverpool1 liverpool123 manchester manchesterunited manchester1 chelsea123 arsenal123 barcelona1 barcelona123
realmadrid realmadrid1 juventus12 juventus123 california california1 washington amsterdam1 amsterdam123 kopenhagen
copenhagen stockholm1 helsinki12 hamburg123 rotterdam1 internet12 internet123 computer12 computer123 samsung123
samsung1234 microsoft1 microsoft123 facebook12 facebook123 instagram1 whatsapp12 whatsapp123 linkedin123 google1234
trustno1trustno1 whatever12 whatever123 nevermind1 everything something1 anything12 blink18200 metallica1 metallica123
motorola123 scooby1234 snowball12 cocacola12 cocacola123 cookie1234 cheese1234 banana1234 monkey1234 dragon1234
master1234 shadow1234 killer1234 hunter1234 tigger1234 jordan1234 jordan2323 harley1234 ranger1234 buster1234
secret1234 secret12345 secretsecret topsecret1 opensesame abracadabra hallohallo hallo12345 hello12345 hello123456
hellohello helloworld helloworld1 helloworld123 goodmorning goodnight1 godisgood1 jesuschrist jesuslovesme jesus12345
blessed123 happybirthday happy12345 iloveme123 loveyou123 lovelove12 lovelovelove babygirl12 babygirl123 sweetheart
sweetheart1 beautiful1 beautiful123 gorgeous12 angel12345 forever123 friendship friendship1 bestfriend bestfriends
testtest12 testtest123 test123456 test1234567 testpassword tester1234 testing123 testing1234 demo123456 demodemo12
temppassword temporary1 temporary123 default123 guest12345 guestguest user123456 username12 username123 login12345
loginlogin access1234 security12 security123 company123 company1234 office1234 business12 kontor1234 kontor12345
kontor-demo kontordemo kontordemo1 kontor2024 kontor2025 kontor2026 kontorkontor municipality municipality1 gemeente123
a123456789 aa12345678 aa123456789 abc1234567 abc12345678 abc123456789 abcd123456 abcd1234567 abcde12345 abcdef1234
abcdefghij abcdefghijk abcdefghijkl abc123abc123 asd1234567 asdf123456 asdf1234567 q1w2e3r4t5 q1w2e3r4t5y6 qwe1234567
qwe123456789 qweasdzxc1 qweasdzxc123 qweasd1234 zxc1234567 zxcv123456 123qweasdzxc 123qwe123qwe 123456qwerty 12345qwert
1234567qwe 12345abcde 123abc1234 123123123a 1231231230 1212121212 1122334455 112233445566 1111111111 2222222222
0000000000 5555555555 6666666666 7777777777 8888888888 9999999999 11223344556 1020304050 1029384756 1357924680
2468101214 3141592653 3141592654 1234554321 1234512345 123456123456 123454321a 147258369a 1472583690 147852369a
159753456a 741852963a 789456123a 7894561230 789456123q 987654321a 963852741a 98765432100 01234567890 00112233445
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/));

/** Longest first, so that `passwords` does not leave an `s` behind a shorter match. */
export const COMMON_WORDS: readonly string[] = `
password passwort wachtwoord salasana adgangskode kodeord losenord passord parool parole haslo motdepasse contrasena senha
administrator admin root welcome welkom willkommen tervetuloa velkommen valkommen letmein changeme iloveyou qwertyuiop qwertz
qwerty azerty asdfgh zxcvbn abc123 summer winter spring autumn sommer zomer football basketball baseball dragon monkey master
shadow superman batman sunshine princess starwars pokemon computer internet samsung google facebook login access secret hello
hallo test demo guest user temp default kontor january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
`
  .trim()
  .split(/\s+/)
  .sort((a, b) => b.length - a.length);
