"""Short and familiar forms of first names in English, Spanish, French and Portuguese.

Everyday knowledge of these languages; one line a formal name, folded (no case, no accents), then its short
forms and its sisters in the other three. A short form may stand for several names.
"""

from __future__ import annotations

_NAMES = """
alejandra: ale aleja jandra sandra
alejandro: ale alex jandro alexandre
alexander: alex al sandy xander sasha alejandro alexandre
alexandra: alex sandra sandy alix lexi alejandra sasha
andrew: andy drew
anthony: tony ant antonio antoine
antonio: tono tonho toni tony
barbara: barb babs barbie
beatriz: bea bia beti beatrice
benjamin: ben benji benny benja
carlos: carlitos charly cacho
carmen: carmela carmina carmencita
caroline: carol carrie caro
catherine: cathy kate katie kathy cat catalina katherine kathryn
charles: charlie chuck charly carlos
christine: chris chrissy tina christina cristina
christopher: chris topher kit cristobal
concepcion: concha conchita
consuelo: chelo
cristina: cris tina
daniel: dan danny dani
daniela: dani dany
david: dave davy
dolores: lola loli lolita
dominique: dodo
dorothy: dot dotty dolly
eduardo: edu lalo dudu eddie
edward: ed eddie ted teddy ned eduardo
elizabeth: liz lizzie beth betty eliza lisa libby elisabeth isabel
emmanuel: manu manuel
enrique: quique kike henry henri henrique
ernesto: neto tito
esperanza: espe
fernando: fer nando nano
francis: frank fran
francisca: paca paqui fran chica
francisco: paco pancho curro fran chico kiko quico francis francois
frederick: fred freddy fritz frederic federico
gabriel: gabe gabi gaby gabo
gabriela: gabi gaby
george: jorge georges
gerard: gerry
graciela: chela
gregory: greg gregorio
guadalupe: lupe lupita
guillermo: memo guille guillaume william guilherme
gustavo: gus tavo guga
henry: harry hank hal
ignacio: nacho inacio
isabel: isa chabela bel
jacob: jake
jacqueline: jackie jacquie
jacques: jacquot
james: jim jimmy jamie jaime
janet: jan
jennifer: jen jenny jenn
jessica: jess jessie
jesus: chuy chucho
joao: jo joaozinho john juan jean
joaquin: quino quim
john: jack johnny jon juan jean
jonathan: jon jonny nathan
jorge: coque
jose: pepe chepe pepito ze zeca joseph
josefa: pepa fina
josefina: pepa fina josephine
joseph: joe joey
joseph-marie: jm
juan: juanito juancho jean
katherine: kate katie kathy kat kathryn
laurent: lolo
lawrence: larry
leonardo: leo
lourdes: lulu
louis: lou loulou luis
luis: lucho luisito lou
luiz: luisinho lula luis
madeleine: mado madelon
manuel: manolo manu manel lolo
manuela: manoli manu
marcelo: chelo
margaret: maggie meg peggy marge greta margarita marguerite
margarita: marga mago
maria: mari mary marie
maria-jose: marijo
maria-luisa: marilu malu
maria-teresa: maite mayte
mario: mayito
matthew: matt matty mateo mathieu
mercedes: merche meche
michael: mike mick mickey miguel michel
michelle: shelly
miguel: migue miguelito
monica: moni
montserrat: montse
natalia: nati nat
nicholas: nick nicky nico nicolas
nicolas: nico
octavio: tavo
olivia: liv livia
pamela: pam
patricia: pat patty trish paty tricia
patrick: pat paddy patricio
paul: pablo
paulo: paulinho
pedro: pedrito perico peter pierre
peter: pete
philip: phil pip philippe felipe
pierre: pierrot
pilar: pili
priscilla: cilla
rafael: rafa
raimundo: mundo
ramon: moncho
raymond: ray
rebecca: becca becky beca
refugio: cuca
ricardo: richi cardo
richard: rick dick rich ricky ricardo
robert: rob bob bobby robbie bert roberto
roberto: beto tito
rocio: chio
rodrigo: rodri
ronald: ron ronnie
rosario: charo
salvador: chava
samuel: sam sammy
samantha: sam sammy
santiago: santi chago
sebastian: seba sebas seb sebastien
sergio: checo
sophie: sofia
soledad: sole
stephen: steve stevie steven esteban etienne
stephanie: steph fanny
susan: sue susie suzy susana suzanne
teresa: tere teresita tessa therese
theodore: ted teddy theo
theresa: terry tess tessa teresa
thomas: tom tommy tomas
timothy: tim timmy
valentina: vale
vanessa: nessa
veronica: vero
vicente: chente vincent
victor: vic
victoria: vicky viki tori
vincent: vince vinny
virginia: ginny
william: will bill billy liam willie guillermo guillaume
yolanda: yoli
"""


def _read() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _NAMES.split("\n"):
        formal, _, short = line.partition(":")
        for name in short.split():
            found.setdefault(name, {name}).add(formal)
    return {name: frozenset(forms) for name, forms in found.items()}


_FORMS = _read()
_FORMAL = frozenset().union(*_FORMS.values())


def forms(word: str) -> frozenset[str]:
    """Return the names that a folded word of a name may stand for, itself among them.

    ``forms("pepe") == {"pepe", "jose"}``. Two words may be one name where their forms have one in common.
    """
    return _FORMS.get(word) or frozenset((word,))


def is_known(word: str) -> bool:
    """Say whether a folded word is one of these names, formal or short."""
    return word in _FORMS or word in _FORMAL
