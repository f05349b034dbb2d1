import Launch

Launch.run(Pupitre.self)
