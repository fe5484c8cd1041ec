"""Forms of one given name that people use for each other: short forms, and spellings that sound the same or nearly so.

Each line is a group; anybody under one of its names may be written down under another. A name may stand in several.
"""

from collections import defaultdict

GROUPS = """
    abigail abi abbie abby gail
    abdul abdel abd
    adele della
    agnieszka aga agnes
    ahmed ahmad achmed ahmet
    aisha ayesha aysha aishah ayisha
    alan allan allen al
    albert bert bertie al albie
    aleksandra ola alexandra alex sandra sasha alexa
    alexander alex alec al sandy alasdair alistair alastair alexandru aleksander
    alfred alf alfie fred
    alice ali allie alison
    alison allison ali
    amelia amy millie milly mia
    amina aminah aminata
    andrew andy drew andrei andrzej
    angela angie ange
    anna ann anne annie annette hannah ana anne-marie annemarie
    anthony tony antony anton ant
    arthur art artie
    barbara barb babs barbie
    beatrice bea trixie bee
    benjamin ben benny benji
    bernadette bernie
    bethany beth elizabeth
    beverley bev beverly
    bradley brad
    brian bryan brain
    callum calum cal
    cameron cam
    caroline carol carrie caro carolyn
    catherine katherine kathryn katharine cathy kathy kate katie kitty cath kath kat katarzyna kasia caitlin catriona
    charles charlie chas chuck
    charlotte charlie lottie char
    christine chris chrissie christina tina krystyna
    christopher chris kit topher krzysztof
    ciara keira kiera
    clare claire clair
    connor conor
    conor connor
    daniel dan danny
    danielle dani danni
    david dave davey davy dawid dai
    deborah debbie deb debra debs
    denise dee denny
    dennis den denis denny
    diane diana di dianne
    dominic dom dominik
    donald don donny
    donna don
    dorothy dot dottie dolly dorota
    douglas doug dougie
    edward ed eddie ted teddy ned eddy edwin
    eileen aileen
    eleanor ellie nell nora ella elinor
    elizabeth liz lizzie beth betty eliza elsie lisa libby bess betsy elspeth elisabeth
    emily em emmie millie emilia
    emma em emmy
    eoin owen euan ewan
    evelyn eve evie
    faisal faysal
    fatima fatimah fatema fatoumata
    florence flo florrie flossie
    francesca fran frankie
    frances fran fanny frankie
    francis frank frankie fran
    frederick fred freddie freddy
    gabrielle gabby gabi
    gareth gaz gary
    gary garry gaz
    geoffrey geoff jeff jeffrey
    george georgie
    georgina georgie gina georgia
    gerard gerry jerry ged gerald
    gillian gill jill jilly jillian
    grace gracie
    graham graeme grahame
    gregory greg gregg grzegorz
    hannah hanna anna
    harold harry hal
    harriet harry hattie hatty
    hassan hasan
    helen ellen nell helena elena
    henry harry hal hank
    hussain hussein husain hossain
    ibrahim ebrahim abraham abe
    isabella bella izzy isabelle isabel izzie issy
    jacob jake jakub kuba
    jacqueline jackie jacqui jacky
    jack john jackie
    james jim jimmy jamie jem jay
    jane janey jayne janie
    janet jan
    jason jay jase
    jean jeanie gene
    jennifer jen jenny jennie
    jeremy jez jerry
    jessica jess jessie
    joan joanie
    joanna jo joanne asia joana joann
    john jon johnny jack jonny jan sean
    jonathan jon jonny jonathon johnathan
    jordan jord jordy
    joseph joe joey jo józef yusuf youssef
    josephine jo josie
    joshua josh
    judith judy jude
    julia julie jules juliet
    karen kaz karin
    kayleigh kayley kaylee kay
    keith keef
    kenneth ken kenny
    kevin kev
    khadija khadijah hadija
    kieran ciaran kieron kieren
    kimberley kim kimberly
    kirsty kirstie kirsten
    lauren loren lori lozza
    laura laurie lori
    lawrence larry laurie laurence
    leanne lee-anne leeanne
    lee leigh
    leonard len lenny leo
    lesley leslie les
    lewis lou louis louie luis
    liam william
    lilian lily lil lilly
    louise lou lulu
    lucy luce lucinda
    lukasz luke lucas luka
    luke lucas
    lynn lynne lyn lin
    małgorzata malgorzata gosia margaret
    madison maddie maddy maddison
    magdalena magda
    malcolm mal
    margaret maggie meg peggy marge margie greta rita daisy
    maria marie mary mariam maryam
    mark marc marcus
    martin marty marcin
    mary molly polly maria may mae
    matilda tilly tillie mattie
    matthew matt matty mathew mateusz
    maureen mo
    megan meg meghan
    melanie mel
    melissa mel lissa
    michael mike mick mickey micky mikey mihai michal
    michelle shelly chelle shell michele
    mohammed muhammad mohamed mohammad muhammed mohamad mohd mo mahomed mehmet
    nadeem nadim
    natalie nat natalia nathalie
    natasha tasha tash
    nathan nate nathaniel
    neil neal niall nigel
    niamh neve nieve neave
    nicholas nick nicky nico nicolas
    nicola nicky nikki nic
    oliver ollie olly
    olivia liv livvy olive oliwia
    omar umar omer
    osman usman uthman
    pamela pam pammy
    patricia pat trish tricia patsy patty trisha
    patrick pat paddy rick padraig
    paul pawel pauly
    peter pete piotr
    philip phil phillip pip
    philippa pippa pip
    priscilla cilla
    rachel rach rachael
    rahman rehman
    raymond ray
    rebecca becky becca bex beck rebekah
    reece rhys rees
    richard rick dick rich ricky richie
    robert bob bobby rob robbie bert robin
    roisin rosheen
    ronald ron ronnie
    rosemary rose rosie
    roderick rod roddy
    roger rodge
    russell russ
    saima sayma
    samantha sam sammy
    samuel sam sammy
    sandra sandy sandi
    sara sarah sally sadie
    sean shaun shawn shane
    shannon shan
    sharon shaz
    shirley shirl
    sheila sheelagh shelagh
    siobhan shivaun chevonne
    simon si
    sophie sophia zofia zosia sofia
    stacey stacy stace
    stanley stan
    stephanie steph stef stephany
    stephen steven steve stevie stephan szczepan
    stuart stewart stu
    susan sue susie suzie suzanne susanna zuzanna
    syed sayed said sayyid
    tariq tarek tarik
    teresa theresa tess terry tessa
    terence terry terrence
    thomas tom tommy tomasz tomek
    timothy tim timmy
    tracey tracy trace
    trevor trev
    valerie val
    vanessa nessa ness
    veronica vera ronnie ron
    victoria vicky vicki tori wiktoria vic
    vincent vince vinny
    violet vi
    walter wally walt
    wayne wain
    wendy wend
    wilfred wilf fred
    william bill billy will willy liam willie
    yasmin jasmine jasmin yasmine
    yusuf yousef yousuf youssef joseph
    yvonne evonne
    zachary zac zach zack zak
    zainab zaynab zeinab
    zara zahra sara
    zoe zoey zoë
"""


def _others():
    found = defaultdict(set)
    for line in GROUPS.strip().splitlines():
        names = line.split()
        for name in names:
            found[name].update(names)
    return {name: frozenset(names - {name}) for name, names in found.items()}


OTHERS = _others()


def other_forms(name: str) -> frozenset[str]:
    """What somebody of this name, in small letters without accents, may also be written down as."""
    return OTHERS.get(name, frozenset())
