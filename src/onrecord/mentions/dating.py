"""x"""
from onrecord.model import *
def date_article(document, times): return None
