"""How tables in languages beyond those of the big programs head their columns."""

from __future__ import annotations

from typing import Final

MORE_WORDS: Final = {
    "name": "imię i nazwisko/nazwisko i imię/nazwa/jméno a příjmení/фио/ф и о/имя и фамилия/полное имя"
    "/контакт/контактное лицо/ονοματεπώνυμο/ad soyad/adı soyadı/ad ve soyad/isim soyisim/الاسم الكامل"
    "/الاسم واللقب/氏名/名前/お名前/担当者/担当者名/姓名/联系人/聯絡人/전체 이름/성명/nome e cognome"
    "/cognome e nome/nominativo/referente/persona di contatto/naam/volledige naam/contactpersoon/namn"
    "/fullständigt namn/kontaktperson/navn/fulde navn/fullt navn/nimi/vollständiger name/nom i cognoms"
    "/kontaktní osoba/osoba kontaktowa",
    "given": "given names/first names/forenames/имя отчество/το όνομα/الاسم الأول/名字/名/이름/roepnaam"
    "/förnamn/fornavn/etunimi/imiona/křestní jméno/rufname",
    "middle": "отчество/drugie imię/ミドルネーム/secondo nome/tussenvoegsel/mellannamn",
    "family": "family names/surnames/last names/фамилия/nazwisko/příjmení/επώνυμο/επίθετο/soyad/soyadı"
    "/soyisim/اللقب/اسم العائلة/الاسم الأخير/姓/姓氏/苗字/성/efternamn/etternavn/sukunimi/familienaam"
    "/cognoms/cognom/cognomi/zuname",
    "role": "должность/профессия/предмет/stanowisko/funkcja/zawód/przedmiot/funkce/pozice/θέση/ιδιότητα"
    "/görev/görevi/unvan/meslek/branş/الوظيفة/المنصب/المسمى الوظيفي/役職/職業/職種/职位/职务/職位/職稱"
    "/직책/직위/ruolo/qualifica/professione/incarico/materia insegnata/functie/functietitel/beroep/vak"
    "/befattning/yrke/roll/stilling/tehtävä/amt/càrrec",
    "organisation": "школа/организация/учреждение/компания/университет/место работы/szkoła/nazwa szkoły"
    "/organizacja/instytucja/uczelnia/škola/název školy/organizace/instituce/σχολείο/οργανισμός/φορέας"
    "/ίδρυμα/πανεπιστήμιο/okul/okul adı/kurum/kuruluş/şirket/üniversite/المدرسة/اسم المدرسة/المؤسسة"
    "/المنظمة/الشركة/الجامعة/学校/学校名/所属/会社/会社名/組織/機関/大学/學校/公司/单位/單位/机构/機構"
    "/组织/組織/학교/학교명/회사/기관/소속/istituto/nome della scuola/ente/organizzazione/ditta"
    "/università/società/instelling/bedrijf/naam school/naam van de school/universiteit/företag/förening"
    "/universitet/skole/skolens navn/virksomhed/firma navn/koulu/yritys/organisaatio/einrichtung"
    "/institution/verein/hochschule/name der schule/schulname/escola/organització/centre",
    "department": "отдел/кафедра/dział/wydział/oddělení/τμήμα/bölüm/القسم/部署/部门/部門/부서/reparto"
    "/dipartimento/afdeling/avdelning",
    "street": "адрес/улица/почтовый адрес/adres zamieszkania/ulica/adres pocztowy/adresa/ulice/διεύθυνση"
    "/οδός/adres satırı/cadde/sokak/العنوان/الشارع/住所/番地/地址/街道/주소/indirizzo postale/straatnaam"
    "/adressrad/gata/gatuadress/adress/postadress/gade/vej/gate/osoite/katuosoite/adreça/carrer",
    "postcode": "индекс/почтовый индекс/kod pocztowy/psč/poštovní směrovací číslo/τκ/τ κ"
    "/ταχυδρομικός κώδικας/posta kodu/الرمز البريدي/郵便番号/邮编/邮政编码/郵遞區號/우편번호"
    "/codice postale/codice di avviamento postale/postnummer/postnr/postinumero/codi postal",
    "city": "город/населенный пункт/miasto/miejscowość/město/obec/πόλη/şehir/il/ilçe/المدينة/市/市区町村"
    "/都市/城市/도시/città/comune/località/woonplaats/stad/postort/ort stadt/wohnort/poststed/kaupunki"
    "/paikkakunta/ciutat/població",
    "region": "область/регион/край/республика/województwo/region kraj/kraj region/okres/νομός/περιφέρεια"
    "/bölge/eyalet/المحافظة/المنطقة/الولاية/都道府県/省/省份/州/지역/regione/prov/provincie/län/landskap"
    "/fylke/maakunta/kanton/comarca",
    "country": "страна/государство/kraj/państwo/země/stát/χώρα/ülke/البلد/الدولة/国/国名/國/国家/國家"
    "/나라/국가/nazione/stato/land van herkomst/maa/país",
    "zone": "huso horario/часовой пояс/strefa czasowa/časové pásmo/ζώνη ώρας/saat dilimi/المنطقة الزمنية"
    "/タイムゾーン/时区/時區/시간대/fuso orario/tijdzone/tidszon/tidssone/tidszone/aikavyöhyke",
    "languages": "язык/языки/język/języki/jazyk/jazyky/γλώσσα/γλώσσες/dil/diller/اللغة/اللغات/言語/语言"
    "/語言/언어/lingue/taal/talen/språk/sprog/kieli/llengua/idiomes",
    "email": "эл почта/электронная почта/почта/имейл/мейл/e мail/адрес электронной почты/эл адрес"
    "/электронный адрес/adres e mail/adres email/adres mailowy/poczta/poczta elektroniczna/poczta e mail"
    "/e mailová adresa/emailová adresa/elektronická pošta/ηλ ταχυδρομείο/ηλεκτρονικό ταχυδρομείο"
    "/ηλεκτρονική διεύθυνση/διεύθυνση e mail/διεύθυνση email/ηλ διεύθυνση/ιμέιλ/e posta/eposta"
    "/e posta adresi/elektronik posta/mail adresi/البريد الإلكتروني/البريد/الإيميل/ايميل/メールアドレス"
    "/メール/eメール/電子メール/电子邮件/电子邮箱/邮箱/邮件/邮箱地址/電子郵件/電郵/電子信箱/信箱/이메일"
    "/전자우편/메일/posta elettronica/indirizzo e mail/indirizzo email/indirizzo di posta elettronica"
    "/indirizzo mail/e mailadres/emailadres/mailadres/e post/epost/e postadress/epostadress/mejl"
    "/mejladress/e postadresse/epostadresse/sähköposti/sähköpostiosoite/elektronische adresse/correu"
    "/correu electrònic/adreça electrònica",
    "phone": "телефон/номер телефона/тел/мобильный/мобильный телефон/сотовый/telefon komórkowy"
    "/numer telefonu/nr telefonu/komórka/telefonní číslo/mobilní telefon/τηλέφωνο/τηλ/κινητό"
    "/αριθμός τηλεφώνου/telefon numarası/cep telefonu/tel no/telefon no/الهاتف/رقم الهاتف/هاتف/الجوال"
    "/رقم الجوال/المحمول/電話番号/電話/携帯/携帯電話/电话/电话号码/手机/手机号/手機/聯絡電話/联系电话"
    "/전화/전화번호/휴대폰/연락처/numero di telefono/cellulare/recapito telefonico/telefoonnummer/mobiel"
    "/telnr/mobilnummer/mobiltelefon/tlf/telefonnr/puhelin/puhelinnumero/matkapuhelin/fon/telèfon/mòbil",
    "web": "сайт/веб сайт/вебсайт/интернет/strona/strona internetowa/strona www/www/webová stránka"
    "/stránky/ιστοσελίδα/ιστότοπος/web sitesi/internet sitesi/الموقع/الموقع الإلكتروني/ウェブ"
    "/ウェブサイト/ホームページ/网站/网址/網站/網址/웹사이트/홈페이지/sito/sito web/sito internet"
    "/pagina internet/webbplats/hemsida/webside/hjemmeside/nettsted/kotisivu/verkkosivu/webpagina"
    "/internetseite/lloc web",
    "tags": "метки/теги/группа/группы/категория/tagi/grupa/kategoria/skupina/štítky/κατηγορία/ομάδα"
    "/etiket/etiketler/grup/kategori/التصنيف/المجموعة/グループ/タグ/カテゴリ/标签/分组/類別/그룹/태그"
    "/etichetta/etichette/gruppo/gruppi/groep/groepen/grupp/gruppe/etiketter/ryhmä/schlagwort"
    "/schlagworter",
    "notes": "заметки/заметка/примечание/примечания/комментарий/uwagi/uwaga/notatki/notatka/opis"
    "/poznámka/poznámky/σημειώσεις/σημείωση/παρατηρήσεις/σχόλια/notlar/açıklama/açıklamalar/yorum"
    "/ملاحظات/ملاحظة/メモ/備考/ノート/备注/備註/附注/메모/비고/osservazioni/annotazioni/commenti"
    "/opmerkingen/opmerking/notities/anteckningar/anteckning/anmärkning/kommentar/kommentarer"
    "/bemærkninger/noter/merknader/muistiinpanot/anmerkung/anmerkungen/notiz/hinweise/observacions",
}  # fmt: skip
"""Field → headers, parted by slashes: Italian, Dutch, Swedish, Danish, Norwegian, Finnish, Catalan, Polish,
Czech, Russian, Greek, Turkish, Arabic, Japanese, Chinese and Korean, and more of German and English."""

GIVEN_OR_WHOLE: Final = (
    "имя",
    "imię",
    "jméno",
    "όνομα",
    "ad",
    "adı",
    "isim",
    "الاسم",
    "名字",
    "이름",
    "nimi",
)
"""Words for the given name where the family's has a column, too; elsewhere for the whole one."""
