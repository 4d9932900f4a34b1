"""Flattened pages of our own making: stories, and the page chrome that stands around them."""

from __future__ import annotations

STORY = """Lawmakers in Zambia approved a loan of $120 million on Tuesday to rebuild bridges that floods washed away in January.

“We promised the farmers a road before harvest, and we will keep that promise,” Transport Minister Grace Mwale told parliament in Lusaka.

What happens next

The African Development Bank said it would release the first 40 million dollars by June 30, if the audit of earlier loans is finished.

Opposition leader Peter Banda called the vote rushed. He did not say whether his party would go to court."""

STORIES = {
    "blank lines between paragraphs": STORY,
    "one line break between paragraphs": STORY.replace("\n\n", "\n"),
    "carriage returns": STORY.replace("\n", "\r\n"),
    "a quotation at the end": STORY + "\n\n“Nobody read the contract,” he said.",
    "a list at the end": STORY + "\n\nThe bank listed four bridges:\n- Kafue\n- Luangwa, $30 million\n- Chambeshi",
}

TAILS = {
    "comment plug-in": """Subscribe
Connect with
Label
{}
[+]
Name*
Email*
0 Comments
Oldest
Newest Most Voted
Inline Feedbacks
View all comments""",
    "share buttons of a weblog": """Share this:
Click to share on Twitter (Opens in new window)
Click to share on Facebook (Opens in new window)
Like this:
Like Loading...
Related
Ferry sinks on Lake Mweru
March 1, 2026
In "News"
Copper price climbs again
February 27, 2026
In "Business"
Leave a Reply Cancel reply
Your email address will not be published. Required fields are marked *
Comment *
Name *
Email *
Website
Save my name, email, and website in this browser for the next time I comment.
Post Comment""",
    "comments of readers": """3 Comments
Chanda says:
March 4, 2026 at 9:12 am
I hope the money reaches the farmers this time.
Reply
Tembo_K says:
March 4, 2026 at 11:40 am
Same promise as in 2021. Nothing was built.
Reply
Log in to reply""",
    "newsletter and footer": """Sign up for our morning briefing

Get the day's top stories delivered to your inbox.

Email address

Sign up

By signing up you agree to our Terms of Use and Privacy Policy.

About us
Contact
Advertise with us
Privacy Policy
© 2026 Example Herald. All rights reserved.""",
    "related stories": """Related stories

Floods displace thousands in the south
Minister: ‘We need more engineers’
Bank warns of slower growth
Copper miners end strike after pay deal

Most read

1
Ferry sinks on Lake Mweru
2
Teachers return to work

Advertisement

Follow us on
Facebook
Twitter
Instagram""",
    "donation box": """Support our work

Give

$10
$25
$50
Other

Please choose your payment method

Visa
Mastercard
PayPal

Donate now

Questions? Write to giving@example.org""",
    "tags and author": """Joseph Phiri
Tags
Zambia
Floods
African Development Bank

Share
Tweet
Email
Print

Joseph Phiri is a reporter based in Lusaka who covers the economy.
Follow him on Twitter @jphiri_example""",
    "cookie notice": """We use cookies to give you the best experience on our website.
Accept all
Reject all
Cookie settings
Privacy Policy
Terms of Use""",
    "wire credits": """(Reporting by Joseph Phiri in Lusaka; Editing by Anna Kowal)
Our Standards: The Example Principles.
Purchase Licensing Rights
Read Next
World
Ferry sinks on Lake Mweru
Example News · 2 hours ago
Sponsored""",
    "rows on one line": """Share | Tweet | WhatsApp | Email
Home · World · Business · Sport · Opinion
Previous article: Ferry sinks on Lake Mweru
Next article: Teachers return to work
12 Comments
Copyright 2026 Example Media Group""",
    "paywall": """Already a subscriber? Sign in
Subscribe to continue reading
Get unlimited access for $1 a week. Cancel anytime.
Subscribe now
Gift subscriptions
Manage my account""",
    "weblog footer": """If you have a question about this article, please get in touch.
Previous Post
Bank warns of slower growth
Next Post
Copper miners end strike
You missed
Search
Recent Posts
Ferry sinks on Lake Mweru
Archives
March 2026
February 2026
Categories
News (1,204)
Sport (88)
Meta
Log in
Entries feed
Proudly powered by Blogmill | Theme: Inkpot by Quillworks.""",
    "ratings and disclaimers": """Rate this post
Was this article helpful?
Yes
No
Disclaimer: The views expressed are those of the author.
Donate by check: PO Box 11, Lusaka
Example Herald is not responsible for the content of external sites""",
    "an app and channels": """Join our WhatsApp channel for breaking news
Download our app
Google Play
App Store
Topics:
#Zambia #Floods
Read more on this topic
Show more
Back to top""",
}

HEADS = {
    "menu": """Skip to content
Menu
Home
World
Politics
Business
Search
""",
    "share row": """Share
Tweet
Email
""",
    "cookies": """This website uses cookies to improve your experience.
Accept
Reject
""",
}

MIDDLES = (
    "Advertisement",
    "Read more: Ferry sinks on Lake Mweru",
    "ADVERTISEMENT - CONTINUE READING BELOW",
    "Photo: Joseph Phiri/Example News",
    "Also read | Copper miners end strike after pay deal",
    "Story continues below advertisement",
    "Sign up for our free newsletter",
    "Follow us on Facebook",
    "Related: Teachers return to work",
    "[Photo by Joseph Phiri/AFP via Getty Images]",
    "Click here to watch the video",
)
