paper-files = Hent som fil
paper-agenda-pdf = Dagsorden (PDF)
paper-minutes-pdf = Referat (PDF)
paper-agenda-docx = Dagsorden (Word)
paper-minutes-docx = Referat (Word)
paper-pack = Med alle bilag (PDF)
paper-zip = Med alle bilag (ZIP)
paper-item = Punktet som PDF
