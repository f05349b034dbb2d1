import Launch

Launch.run(PupitreDemo.self)
