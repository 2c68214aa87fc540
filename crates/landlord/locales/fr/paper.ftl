# What every paper says. « <b> » is set in bold; <1> and <2> are numbers that only the drawing knows.

paper-siret = SIRET { $siret }
paper-page = Page <1> sur <2>
