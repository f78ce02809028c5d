paper-files = Download
paper-agenda-pdf = Agenda (PDF)
paper-minutes-pdf = Minutes (PDF)
paper-agenda-docx = Agenda (Word)
paper-minutes-docx = Minutes (Word)
paper-pack = With every annex (PDF)
paper-zip = With every annex (ZIP)
paper-item = This item as PDF
