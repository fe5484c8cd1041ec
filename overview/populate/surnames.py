"""Family names, the most usual first, by where names come from. Their order carries the frequency: see `names.py`.

The usual names are those that many thousands share. The rest of a country's names, each borne by few, are put together
from halves of place names, so that nobody is meant.
"""

SURNAMES = {
    "british": """
        Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Robinson Thompson Wright
        Walker White Edwards Hughes Green Hall Lewis Harris Clarke Jackson Wood Turner Martin Cooper Hill Ward
        Morris Moore Clark Lee King Baker Harrison Morgan Allen James Scott Phillips Watson Davis Parker Price
        Bennett Young Griffiths Mitchell Cook Cox Richardson Carter Collins Bailey Marshall Miller Bell Shaw
        Simpson Mills Webb Adams Stevens Palmer Hunt Chapman Ellis Rogers Knight Lloyd Butler Barnes Foster
        Holmes Russell Mason Fisher Powell Pearson Murray Barker Matthews Harvey Dixon Graham Reynolds
        Fletcher Gibson Walsh Stone Fox Lowe Hudson Armstrong Andrews Atkinson Bradley Gordon Hamilton Wells
        Saunders Burton Brooks Ford Day Jenkins Perkins Payne Howard Owen Pearce West Cole Hart Newman Lane
        Burns Stewart Campbell Anderson Macdonald Reid Ross Paterson Robertson Ferguson Duncan Grant Cameron
        Mackenzie Hunter Kerr Black Simmons Jordan Hayes Francis Spencer Gardner Berry Nicholson Cunningham
        Marsh Bird Warren Hewitt Baxter Carr Goodwin Hancock Bates Doyle Barrett Lawrence Arnold Booth Bishop
        Freeman Elliott Watts Gregory Hopkins Long Boyd Rowe Hardy Yates Parsons Dean Coleman Lambert Potter
        Poole Norris Curtis Rose Gill Stephens Dawson Crawford Wallace May Sutton Preston Woods Nash Parry
        Rees Pritchard Bevan Bowen Vaughan Hodgson Bolton Savage Whitehead Frost Cross Barton Whittaker Kirk
        Osborne Pickering Burgess Ball Rhodes Higgins Lyons Riley Franklin Harding Porter Blake Greenwood Read
        Short Dodd Webster Wheeler Little Todd Cartwright Hargreaves Ashton Heath Sykes Kay Briggs Steele
        Horton Hobbs Ogden Metcalfe Schofield Entwistle Kershaw Lomax Ramsden Sugden Barlow Hampson Crompton
        Pilkington Eccles Grimshaw Chadwick Heywood Buckley Tattersall Haworth Ainsworth Rigby Bury Hindley
        Fairhurst Halliwell Unsworth Clegg Brierley Dunn Ryder Hooper Sharp Tucker Stokes Gilbert Bond Skinner
        Slater Thornton Conway Summers Abbott Waters Wilkins Peters Winter Field Norman Davidson Barber Gale
        Manning Morton Sanders Haynes Tyler Sinclair Douglas Flynn Quinn Brady""",
    "irish": """
        Murphy Kelly O'Brien Byrne Ryan O'Sullivan O'Connor Walsh McCarthy Doherty Kennedy Lynch Murray Quinn
        Moore McLoughlin O'Neill O'Reilly Connolly Daly O'Connell Dunne Brennan Burke Collins Clarke Johnston
        Hughes O'Farrell Fitzgerald Brown Martin Maguire Nolan Flynn Thompson O'Callaghan O'Donnell Duffy
        O'Mahony Boyle Healy O'Shea Gallagher McDonnell""",
    "south asian": """
        Khan Patel Ahmed Hussain Ali Singh Begum Kaur Shah Malik Akhtar Iqbal Mahmood Miah Mohammed Chowdhury
        Islam Rahman Bibi Hassan Aslam Choudhury Mirza Sheikh Siddiqui Qureshi Javed Rashid Uddin Sharma Gill
        Hussein Kumar Mistry Khatun Raja Rehman Butt Chaudhry Bashir Saleem Sharif Nawaz Parveen Sultana Haque
        Ansari Sandhu Dhillon Sidhu Rao Reddy Gupta""",
    "polish": """
        Nowak Kowalski Kowalska Wiśniewski Wiśniewska Wójcik Kowalczyk Kamiński Kamińska Lewandowski
        Lewandowska Zieliński Zielińska Szymański Szymańska Woźniak Dąbrowski Dąbrowska Kozłowski Kozłowska
        Mazur Jankowski Jankowska Kwiatkowski Kwiatkowska Krawczyk Kaczmarek Piotrowski Piotrowska Grabowski
        Grabowska Zając Pawłowski Pawłowska Michalski Król Popescu Ionescu Dumitru Novák Horváth Kovács Petrov
        Ivanova Kazlauskas Bērziņš""",
    "african": """
        Mohamed Ali Okafor Adeyemi Osei Mensah Okonkwo Ibrahim Abdi Boateng Hassan Ahmed Owusu Adebayo Nwosu
        Eze Asante Diallo Traore Kamara Sesay Bangura Abubakar Ogunleye Balogun Olatunji Adeleke Appiah
        Agyeman Moyo Ncube Dube Sibanda Phiri Banda Mwangi Otieno Kariuki Tesfaye Haile Bekele Warsame Farah
        Jama Conteh Koroma Campbell Grant Brown Williams""",
}
SURNAMES = {origin: names.split() for origin, names in SURNAMES.items()}

# The halves that rare British names are put together from.
HALVES = (
    """
        Ash Ack Alder Arm Ar Barn Bank Bar Beck Bed Birch Black Blake Bold Bow Brad Bram Brand Brid Broad
        Brock Bruns Buck Bur Cald Carl Castle Chad Char Chat Clay Cliff Clif Col Cop Cot Cran Craw Crom Cross
        Croft Dal Dan Den Din Ders Dray Dun Eagle East Eddis Ell Els Ember Fair Far Farn Fen Fern Flax Ford
        Fox Frod Gar Gates Gilling Glaze Glen Gold Gran Gray Grim Had Hal Ham Hard Hart Has Hawk Hay Hazel
        Heath Hel Hen Hether High Hind Holling Hol Horn Hors Hud Hutch Ing Kel Ken Kex Kil King Kirk Knap Lang
        Lath Law Lay Led Leigh Lil Lind Ling Lit Long Low Lud Lyd Mal Mar Mel Mer Mid Mil Mos Nab Nether New
        Nor North Nut Oak Old Or Os Ot Over Oxen Pad Park Pem Pen Pick Pink Plum Pol Prest Quarm Rad Rain Ram
        Raven Red Rib Rick Ring Rip Rock Rod Rough Row Rush Sand Sax Scar Sed Sel Shad Shel Ship Silver Skel
        Snow Sor South Spar Stan Stap Stav Stock Stone Strat Sud Sun Swin Tad Tan Tarl Tem Thirl Thorn Thur
        Til Tor Tran Tun Twist Ul Up Wad Wake Wal Wap War Wat Wax Web Wel Wen West Wether Whit Wick Wil Win
        Wins Wis Wood Wor Wyn Yar Yel York""",
    """
        ton ley worth ham by field wood well shaw croft bottom brook bridge burn bury combe cott dale den ford
        gate grave ham head hill holme house hurst land low man mere mond more ness over pool ridge rick royd
        sall sett side stall stead stock stone street strop thorpe thwaite tree wall ward water way wick wold
        worthy yard""",
)
FIRST_HALVES, SECOND_HALVES = (halves.split() for halves in HALVES)
