"""Given names, the most usual first, by sex, by the years in which they were given, and by where names come from."""

FEMALE, MALE = "female", "male"

# (origin, sex, first year in which they were usual): the names. A name list holds until the next one begins.
FORENAMES = {
    ("british", FEMALE, 1930): """
        Margaret Jean Mary Joan Patricia Sheila Barbara Doreen June Shirley Dorothy Joyce Maureen Elizabeth
        Audrey Brenda Kathleen Sylvia Eileen Pamela Betty Beryl Ann Irene Marjorie Rita Jacqueline Valerie
        Christine Judith Carol Norma Janet Hilda Edna Vera Beatrice Marion Hazel Rosemary Gillian Josephine
        Anne Marlene Wendy""",
    ("british", MALE, 1930): """
        John Peter William Brian David James Michael Ronald Kenneth George Derek Thomas Alan Raymond Robert
        Anthony Roy Dennis Keith Eric Terence Gordon Donald Frank Leonard Stanley Geoffrey Frederick Arthur
        Albert Norman Harold Leslie Ernest Bernard Colin Barry Malcolm Trevor Roger Graham Clive Stuart
        Neville Ralph Cyril""",
    ("british", FEMALE, 1955): """
        Susan Linda Christine Margaret Carol Jacqueline Julie Karen Deborah Tracey Jane Helen Diane Sharon
        Tracy Angela Sarah Alison Caroline Amanda Sandra Lesley Elizabeth Denise Catherine Janet Lorraine Dawn
        Wendy Beverley Gillian Anne Michelle Joanne Debra Gail Paula Lynn Maxine Heather Elaine Mandy Donna
        Teresa Yvonne Marie Theresa Katherine Jill Sally Ruth Anita Bernadette Kay Maria Rosalind Stephanie
        Hilary Gaynor Cheryl Anne-Marie""",
    ("british", MALE, 1955): """
        David Paul Andrew Mark John Michael Stephen Ian Robert Richard Christopher Peter Simon Anthony Kevin
        Gary Steven Martin James Philip Alan Neil Nigel Timothy Colin Graham Jonathan Nicholas William Adrian
        Brian Stuart Keith Thomas Patrick Sean Carl Trevor Wayne Shaun Kenneth Barry Derek Dean Raymond Antony
        Jeremy Joseph Edward Lee Damian Darren Clive Douglas Duncan Geoffrey Roger Glenn Howard Russell
        Alistair Vincent Garry Julian""",
    ("british", FEMALE, 1975): """
        Sarah Claire Nicola Emma Lisa Joanne Michelle Helen Samantha Karen Victoria Rachel Louise Julie Clare
        Rebecca Sharon Tracey Amanda Kelly Jennifer Jane Susan Zoe Kerry Catherine Melanie Jacqueline Natalie
        Alison Andrea Kirsty Kate Katherine Hayley Donna Leanne Angela Elizabeth Vanessa Tanya Stacey Gemma
        Katie Maria Natasha Laura Lindsay Heather Deborah Joanna Dawn Lucy Sally Ruth Anna Cheryl Charlotte
        Tara Marie Paula Beth Caroline Toni""",
    ("british", MALE, 1975): """
        Paul Mark David Andrew Richard Christopher James Simon Michael Matthew Stephen Lee John Robert Darren
        Daniel Steven Jason Nicholas Jonathan Ian Neil Peter Stuart Anthony Martin Kevin Craig Philip Gary
        Scott Wayne Timothy Benjamin Adam Alan Dean Adrian Carl Thomas William Justin Gareth Sean Ryan Jamie
        Karl Barry Marc Gavin Shaun Graham Edward Alexander Colin Samuel Joseph Russell Damian Nathan Keith
        Duncan Marcus Leon Stewart Glen""",
    ("british", FEMALE, 1985): """
        Rebecca Lauren Jessica Charlotte Hannah Sophie Amy Emily Laura Emma Chloe Sarah Lucy Katie Bethany
        Jade Megan Danielle Alice Abigail Olivia Holly Rachel Samantha Georgia Elizabeth Gemma Stephanie Zoe
        Natasha Natalie Victoria Kelly Leanne Stacey Kirsty Rachael Eleanor Jennifer Kayleigh Hayley Melissa
        Louise Chelsea Shannon Amber Naomi Paige Anna Catherine Kimberley Gabrielle Nicole Molly Ellie Sian
        Toni Carly Harriet Katherine Jodie Michelle Lucinda Kerry Grace Heather Daisy Alexandra Phoebe
        Courtney Francesca Imogen Tanya Lydia Rosie Robyn""",
    ("british", MALE, 1985): """
        Daniel Thomas James Matthew Christopher Ryan Joshua Jack Luke Samuel Adam Michael Alexander Benjamin
        Joseph David Andrew Jordan Robert Liam Jonathan William Lee Craig Nathan Ashley Aaron Connor Callum
        Jamie Simon Richard Kieran Scott Sean Kyle Bradley Mark Paul Stephen Jake Oliver Lewis George Dean
        Harry Anthony Edward Gareth Charles Stuart Peter Steven John Ben Dominic Shane Elliot Marcus Martin
        Patrick Phillip Toby Joel Alex Max Carl Ricky Nicholas Jason Reece Curtis Brandon Declan Ross Karl
        Timothy Kevin Danny Darren Gary Robin Dale Shaun Damien""",
    ("british", FEMALE, 1999): """
        Olivia Chloe Emily Amelia Jessica Sophie Grace Lily Ruby Ella Evie Megan Charlotte Mia Ava Isabella
        Lucy Poppy Hannah Ellie Katie Freya Daisy Holly Isla Millie Abigail Phoebe Amy Summer Scarlett Sienna
        Molly Erin Lola Isabelle Rosie Elizabeth Maisie Georgia Eva Layla Alice Imogen Brooke Lexi Caitlin
        Bethany Paige Niamh Leah Florence Willow Matilda Skye Harriet Lacey Gracie Amber Lauren Zara Keira
        Faith Eleanor Libby Martha Maddison Rebecca Sarah Zoe Bella Lydia Tia Eliza Alexandra Anna Heidi Robyn
        Violet Darcey Nicole Aimee Francesca Tilly Lilly-Mae Ellie-Mae Ivy Esme Aisha Rose Annabelle Julia
        Madison Connie Orla Thea Ayla Harper Aria Arabella""",
    ("british", MALE, 1999): """
        Jack Oliver Thomas Harry Joshua James Charlie Daniel William George Jacob Alfie Samuel Joseph Ethan
        Callum Luke Matthew Lewis Benjamin Ryan Riley Jake Max Logan Liam Connor Adam Dylan Oscar Tyler Mason
        Noah Leo Nathan Alexander Henry Archie Jayden Freddie Isaac Edward Lucas Cameron Toby Jamie Harvey
        Owen Aaron Kai Finley Theo Michael Arthur Sebastian Harrison Kian Bradley David Ben Reece Kieran Louis
        Zachary Rhys Jenson Brandon Joel Bailey Leon Elliot Frankie Reuben Stanley Bobby Tommy Ellis Corey
        Jude Declan Blake Hugo Teddy Albert Ollie Ronnie Elijah Rory Albie Luca Louie Hunter Robert
        Christopher Andrew Jaxon Carter Kyle Sean Taylor Robin Rowan Jonah""",
    ("irish", FEMALE, 1930): """
        Mary Bridget Margaret Kathleen Eileen Nora Teresa Catherine Anne Siobhán Bernadette Maureen Patricia
        Philomena Deirdre Geraldine Sinéad Aoife Ciara Niamh Róisín Orla Gráinne Caoimhe Aisling Fiona Clodagh
        Saoirse Emer""",
    ("irish", MALE, 1930): """
        Patrick Michael John James Thomas Seán Daniel Francis Kevin Brendan Declan Liam Eamonn Desmond Gerard
        Niall Ciarán Conor Eoin Aidan Brian Colm Diarmuid Cormac Fergal Padraig Rory Shane Donal Ruairí Oisín
        Cillian""",
    ("south asian", FEMALE, 1930): """
        Fatima Aisha Nasreen Shazia Samina Amina Farah Rukhsana Sumaiya Zainab Maryam Ayesha Khadija Saima
        Razia Hina Sadia Bushra Anita Sunita Priya Meena Rekha Harpreet Manjit Jaspreet Simran Sukhvinder
        Nusrat Yasmin Humaira Safa Hafsa Alisha Anaya Zara Inaya Iqra Noor Sana Shabana Parveen Tahira Mariam
        Halima Kiran Deepa Neha Pooja""",
    ("south asian", MALE, 1930): """
        Mohammed Muhammad Ali Ahmed Imran Abdul Tariq Hassan Usman Omar Hamza Bilal Adnan Asif Nadeem Rashid
        Shahid Zahid Ibrahim Yusuf Adam Zain Haroon Kamran Faisal Javed Amir Khalid Sajid Rajesh Sanjay Amit
        Vijay Harjit Gurpreet Sukhdev Balwinder Mohammad Mohamed Muhammed Syed Waqas Irfan Salman Junaid
        Ismail Arjun Rohan Aarav Anil Sunil""",
    ("polish", FEMALE, 1930): """
        Anna Katarzyna Agnieszka Małgorzata Monika Magdalena Joanna Ewa Aleksandra Zuzanna Julia Maja Zofia
        Natalia Karolina Dorota Iwona Beata Paulina Justyna Kinga Wiktoria Oliwia Hanna Lena Elena Ioana
        Andreea Simona""",
    ("polish", MALE, 1930): """
        Piotr Krzysztof Tomasz Paweł Marcin Michał Łukasz Jakub Andrzej Grzegorz Rafał Mateusz Kamil Wojciech
        Dariusz Mariusz Zbigniew Jan Szymon Filip Kacper Oskar Adrian Sebastian Dawid Andrei Mihai Alexandru
        Ionuț Tomáš""",
    ("african", FEMALE, 1930): """
        Grace Blessing Fatoumata Amina Abena Ama Chioma Ngozi Folake Hodan Hawa Mariama Aminata Esther Mercy
        Patience Comfort Precious Joy Faith Zainab Halima Rahma Ifrah Adaeze Temitope Yetunde Efua Akosua
        Naledi Thandiwe Ruth""",
    ("african", MALE, 1930): """
        Mohamed Ibrahim Emmanuel Kwame Kofi Samuel Daniel Abdi Ahmed Hassan Chinedu Emeka Oluwaseun Tunde Femi
        Kwabena Yaw David Joseph Michael Abdullahi Yusuf Mamadou Ousmane Tendai Tafadzwa Isaac Moses Elijah
        Solomon Ade Ayo""",
}
FORENAMES = {key: names.split() for key, names in FORENAMES.items()}
